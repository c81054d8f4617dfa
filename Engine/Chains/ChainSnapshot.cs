using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// Writes a chain's state as the ticks that bring it about. A leg needs one, and more where its parts are of different instants: its last trade, and the first open interest of the day.
/// </summary>
internal static class ChainSnapshot
{
    public static Tick[] ToTicks(ProductId product, Expiry expiry, ChainLegs legs, UnderlyingQuote spot, UnderlyingQuote future)
    {
        var ticks = new List<Tick>(2 * legs.LegCount);
        if (spot.Updated != 0)
        {
            ticks.Add(spot.ToTick(product, TickKind.Underlying, Expiry.None));
        }

        if (future.Updated != 0)
        {
            ticks.Add(future.ToTick(product, TickKind.Future, expiry));
        }

        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            if (legs.Present[slot])
            {
                AddLeg(ticks, product, expiry, legs, slot);
            }
        }

        return [.. ticks];
    }

    private static void AddLeg(List<Tick> ticks, ProductId product, Expiry expiry, ChainLegs legs, int slot)
    {
        var leg = new Tick { Product = product, Kind = TickKind.Leg, Expiry = expiry, Strike = legs.Strikes[slot / 2], Right = (OptionRight)(slot & 1) };
        int first = ticks.Count;
        long updated = legs.Updated[slot];
        long traded = legs.Traded[slot];
        TickFields volume = Known(legs.Volume[slot], TickFields.Volume);
        if (traded != 0 && traded != updated)
        {
            ticks.Add(leg with { UnixMicroseconds = traded, Fields = TickFields.Last | volume, Last = legs.Last[slot], Volume = OrZero(legs.Volume[slot]) });
        }

        long oiTime = legs.OiTime[slot];
        double oi = legs.Oi[slot];
        double firstOi = legs.FirstOi[slot];
        bool separateOi = !double.IsNaN(oi) && (oiTime != updated || !(double.IsNaN(firstOi) || firstOi == oi));
        if (separateOi)
        {
            AddOpenInterest(ticks, leg, oiTime, oi, firstOi);
        }

        if (ticks.Count > first + 1 && ticks[^1].UnixMicroseconds < ticks[first].UnixMicroseconds)
        {
            Tick trade = ticks[first];
            ticks.RemoveAt(first);
            ticks.Add(trade);
        }

        TickFields known = TickFields.Last | TickFields.Quote | volume | Known(legs.GivenOiChange[slot], TickFields.OpenInterestChange)
            | (separateOi ? TickFields.None : Known(oi, TickFields.OpenInterest));
        ticks.Add(leg with
        {
            UnixMicroseconds = updated,
            Fields = known,
            Bid = OrZero(legs.Bid[slot]),
            Ask = OrZero(legs.Ask[slot]),
            Last = OrZero(legs.Last[slot]),
            Volume = OrZero(legs.Volume[slot]),
            OpenInterest = separateOi ? 0 : OrZero(oi),
            OpenInterestChange = OrZero(legs.GivenOiChange[slot]),
        });
    }

    private static void AddOpenInterest(List<Tick> ticks, in Tick leg, long time, double oi, double firstOi)
    {
        Tick tick = leg with { UnixMicroseconds = time, Fields = TickFields.OpenInterest };
        if (!double.IsNaN(firstOi) && firstOi != oi)
        {
            ticks.Add(tick with { OpenInterest = firstOi });
        }

        ticks.Add(tick with { OpenInterest = oi });
    }

    private static TickFields Known(double value, TickFields field) => double.IsNaN(value) ? TickFields.None : field;

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
