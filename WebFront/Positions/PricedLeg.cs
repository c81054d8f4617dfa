using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A leg in the market.</summary>
/// <param name="Leg">As it is valued.</param>
/// <param name="LotSize">Units of a contract.</param>
/// <param name="MarketPrice">Mid, else last price of one unit.</param>
/// <param name="EntrySource">Where its entry price is from.</param>
/// <param name="IvSource">Where its volatility is from.</param>
internal readonly record struct PricedLeg(PositionLeg Leg, int LotSize, double? MarketPrice, PositionPriceSource EntrySource, PositionIvSource IvSource)
{
    public PositionLegAnswer Answer(PositionLegRequest asked, double reference)
    {
        bool option = Leg.Kind == PositionLegKind.Option;
        PositionGreeks greeks = PositionValuation.Greeks([Leg], reference);
        return new(
            asked.Kind,
            asked.Expiry,
            option ? Leg.Strike : null,
            option ? Leg.Right : null,
            asked.Lots,
            LotSize,
            Leg.Quantity,
            Leg.EntryPrice,
            EntrySource,
            MarketPrice,
            greeks.Value / Leg.Quantity,
            option ? Leg.Volatility : null,
            IvSource,
            Leg.Forward,
            option ? Leg.DiscountFactor : null,
            option ? Leg.TimeToExpiryYears : null,
            greeks.Value - (Leg.Quantity * Leg.EntryPrice),
            GreeksAnswer.Of(greeks));
    }
}
