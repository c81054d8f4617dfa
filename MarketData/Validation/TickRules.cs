using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>The rules a tick is held to by itself, whatever came before it. Comparisons are written so that NaN fails them.</summary>
internal static class TickRules
{
    /// <summary>The last day a contract can name: the calendar's last but one, so that a cut-off in any zone is still an instant.</summary>
    private const int LastDay = 3_652_057;

    public static RefusalReason CheckForm(in Tick tick)
    {
        if (tick.Fields == TickFields.None || (tick.Fields & ~TickFields.All) != 0 || tick.UnixMicroseconds <= 0 || !IsContract(in tick))
        {
            return RefusalReason.MalformedTick;
        }

        RefusalReason reason = CheckPrices(in tick);
        if (reason != RefusalReason.None)
        {
            return reason;
        }

        if (tick.Has(TickFields.Volume) && !(tick.Volume >= 0 && double.IsFinite(tick.Volume)))
        {
            return RefusalReason.NegativeVolume;
        }

        if (tick.Has(TickFields.OpenInterest) && !(tick.OpenInterest >= 0 && double.IsFinite(tick.OpenInterest)))
        {
            return RefusalReason.NegativeOpenInterest;
        }

        return tick.Has(TickFields.OpenInterestChange) && !double.IsFinite(tick.OpenInterestChange) ? RefusalReason.MalformedTick : RefusalReason.None;
    }

    /// <summary>Whether kind, expiry, strike and right fit each other.</summary>
    public static bool IsContract(in Tick tick) => tick.Kind switch
    {
        TickKind.Underlying => tick.Expiry.IsNone && tick.Strike == 0,
        TickKind.Future => IsDay(tick.Expiry) && tick.Strike == 0,
        TickKind.Leg => IsDay(tick.Expiry) && tick.Right is OptionRight.Call or OptionRight.Put && tick.Strike != 0,
        _ => false,
    };

    private static bool IsDay(Expiry expiry) => expiry.DayNumber is > 0 and <= LastDay;

    private static RefusalReason CheckPrices(in Tick tick)
    {
        bool last = tick.Has(TickFields.Last);
        bool bid = tick.Has(TickFields.Bid);
        bool ask = tick.Has(TickFields.Ask);
        if ((last && !double.IsFinite(tick.Last)) || (bid && !double.IsFinite(tick.Bid)) || (ask && !double.IsFinite(tick.Ask)))
        {
            return RefusalReason.PriceNotFinite;
        }

        if ((last && tick.Last < 0) || (bid && tick.Bid < 0) || (ask && tick.Ask < 0))
        {
            return RefusalReason.NegativePrice;
        }

        // Equal is locked, not crossed; 0 is "no quote on that side".
        return bid && ask && tick.Ask > 0 && tick.Bid > tick.Ask ? RefusalReason.CrossedQuote : RefusalReason.None;
    }
}
