namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Price and sensitivities of an option on a spot with a dividend yield, in raw units: time in years, volatility, rate and yield per 1.0. The spot is
/// held fixed (not the forward), so theta holds the carry and rho the forward's move. Those in time are with the passing of time.
/// </summary>
/// <param name="Price">V.</param>
/// <param name="Delta">∂V/∂S: units of the underlying that hedge.</param>
/// <param name="ForwardDelta">∂V/∂F discounted: the hedge in a forward settled at expiry is this over D; see <see cref="OptionDelta"/>.</param>
/// <param name="Gamma">∂²V/∂S².</param>
/// <param name="Vega">∂V/∂σ.</param>
/// <param name="Theta">−∂V/∂T with S, r, q, σ fixed, per year.</param>
/// <param name="Rho">∂V/∂r with S and q fixed.</param>
/// <param name="DividendRho">∂V/∂q with S and r fixed (phi, rho2).</param>
/// <param name="Vanna">∂²V/∂S∂σ.</param>
/// <param name="Charm">−∂²V/∂S∂T, per year.</param>
/// <param name="Volga">∂²V/∂σ².</param>
/// <param name="Veta">−∂²V/∂σ∂T, per year.</param>
/// <param name="Speed">∂³V/∂S³.</param>
/// <param name="Zomma">∂³V/∂S²∂σ.</param>
/// <param name="Color">−∂³V/∂S²∂T, per year.</param>
/// <param name="Ultima">∂³V/∂σ³.</param>
/// <param name="DualDelta">∂V/∂K.</param>
/// <param name="DualGamma">∂²V/∂K²: the discounted risk-neutral density at the strike.</param>
public readonly record struct SpotGreeks(
    double Price,
    double Delta,
    double ForwardDelta,
    double Gamma,
    double Vega,
    double Theta,
    double Rho,
    double DividendRho,
    double Vanna,
    double Charm,
    double Volga,
    double Veta,
    double Speed,
    double Zomma,
    double Color,
    double Ultima,
    double DualDelta,
    double DualGamma)
{
    internal static readonly SpotGreeks Invalid = new(
        double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN,
        double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>∂V/∂q per percentage point of the yield.</summary>
    public double DividendRhoPerPercentagePoint => DividendRho * TraderGreeks.PercentagePoint;

    /// <summary>The conversion traders read, with respect to the spot: time per calendar day, volatility and rate per percentage point.</summary>
    public TraderGreeks ToTraderGreeks() => new OptionGreeks(
        Price, Delta, Gamma, Vega, Theta, Rho, Vanna, Charm, Volga, Veta, Speed, Zomma, Color, Ultima, DualDelta, DualGamma).ToTraderGreeks();
}
