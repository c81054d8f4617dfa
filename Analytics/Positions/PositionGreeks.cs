using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Positions;

/// <summary>
/// Value and sensitivities of a whole position in raw units (years, 1.0), each leg's forward moving in proportion to one reference level X (a spot or a
/// forward): F = X·(F/X now). Vega moves all volatilities alike, rho all rates with the forwards fixed, theta passes time with forwards and volatilities fixed.
/// </summary>
public readonly record struct PositionGreeks(
    double Value,
    double Delta,
    double Gamma,
    double Vega,
    double Theta,
    double Rho,
    double Vanna,
    double Charm,
    double Volga,
    double Veta,
    double Speed,
    double Zomma,
    double Color,
    double Ultima)
{
    /// <summary>The same in the units traders read: time per calendar day, volatility and rate per percentage point. The dual ones are 0: legs share no strike.</summary>
    public TraderGreeks ToTraderGreeks() => new OptionGreeks(
        Value, Delta, Gamma, Vega, Theta, Rho, Vanna, Charm, Volga, Veta, Speed, Zomma, Color, Ultima, 0, 0).ToTraderGreeks();
}
