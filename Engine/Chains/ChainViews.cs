using TradingAnalytics.Analytics;

namespace TradingAnalytics.Engine.Chains;

internal static class ChainViews
{
    public static ChainView Of(ChainBook book, ChainLegs legs, ChainValuation valuation, double spot)
    {
        var views = new List<LegView>(legs.LegCount);
        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            if (legs.Present[slot])
            {
                views.Add(LegOf(legs, valuation, slot));
            }
        }

        return new ChainView
        {
            Product = book.Product.Id,
            Expiry = book.Expiry,
            State = valuation.State,
            AsOfUnixMicroseconds = book.AsOfUnixMicroseconds,
            Spot = spot,
            Forward = valuation.Forward,
            ForwardSource = valuation.ForwardSource,
            DiscountFactor = valuation.DiscountFactor,
            TimeToExpiryYears = valuation.TimeToExpiryYears,
            AtmStrike = valuation.AtmStrike,
            AtmImpliedVolatility = valuation.AtmImpliedVolatility,
            Straddle = valuation.Straddle,
            PcrOi = valuation.Totals.PcrOi,
            PcrVolume = valuation.Totals.PcrVolume,
            MaxPain = valuation.MaxPain,
            Totals = valuation.Totals,
            LotSize = valuation.LotSize,
            Legs = views,
        };
    }

    private static LegView LegOf(ChainLegs legs, ChainValuation valuation, int slot) => new(
        legs.Strikes[slot / 2], (OptionRight)(slot & 1), legs.Bid[slot], legs.Ask[slot], legs.Last[slot], legs.Volume[slot], legs.Oi[slot], legs.OiChange(slot),
        valuation.Iv[slot], valuation.Status[slot], valuation.Source[slot], valuation.Delta[slot], valuation.Gamma[slot], valuation.ThetaPerDay[slot],
        valuation.VegaPerPoint[slot], valuation.RhoPerPoint[slot], legs.Updated[slot])
    {
        TradedUnixMicroseconds = legs.Traded[slot],
    };
}
