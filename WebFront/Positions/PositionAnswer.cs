using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A position in the market as last published. Amounts are in the product's currency, for the whole position.</summary>
/// <param name="Product">Its id.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="AsOf">Market time of the newest chain used.</param>
/// <param name="Spot">What Greeks are with respect to: the underlying, or where it does not tick the forward of the nearest expiry.</param>
/// <param name="Cost">Paid for it (above 0) or received, without interest.</param>
/// <param name="Value">By the model.</param>
/// <param name="Profit">Value less cost.</param>
/// <param name="Greeks">The sum of the legs'.</param>
/// <param name="AtExpiry">What it can come to.</param>
/// <param name="Scenario">At the instant and shift asked about.</param>
/// <param name="Legs">As asked.</param>
/// <param name="Payoff">Profit over levels of the underlying, ascending: at the nearest expiry, now, and then.</param>
/// <param name="Sources">The tables it was computed from: equal at equal versions.</param>
internal sealed record PositionAnswer(
    string Product,
    string Currency,
    DateTimeOffset AsOf,
    double Spot,
    double Cost,
    double Value,
    double Profit,
    GreeksAnswer Greeks,
    PositionOutcomeAnswer AtExpiry,
    PositionScenarioAnswer Scenario,
    IReadOnlyList<PositionLegAnswer> Legs,
    IReadOnlyList<PayoffPoint> Payoff,
    IReadOnlyList<PositionSource> Sources);
