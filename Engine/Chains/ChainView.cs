using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>A chain at one moment, at full precision. NaN is "none".</summary>
public sealed record ChainView
{
    public required ProductId Product { get; init; }

    public required Expiry Expiry { get; init; }

    public required ChainState State { get; init; }

    /// <summary>Market time: the newest tick's. Unix microseconds; 0 before the first tick.</summary>
    public required long AsOfUnixMicroseconds { get; init; }

    public required double Spot { get; init; }

    public required double Forward { get; init; }

    public required ForwardSource ForwardSource { get; init; }

    public required double DiscountFactor { get; init; }

    public required double TimeToExpiryYears { get; init; }

    public required double AtmStrike { get; init; }

    public required double AtmImpliedVolatility { get; init; }

    public required double Straddle { get; init; }

    public required double PcrOi { get; init; }

    public required double PcrVolume { get; init; }

    public required double MaxPain { get; init; }

    public required ChainTotals Totals { get; init; }

    public required int LotSize { get; init; }

    /// <summary>By strike, call before put.</summary>
    public required IReadOnlyList<LegView> Legs { get; init; }
}
