namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Price and sensitivities in raw units: time in years, volatility and rate per 1.0, forward held fixed, discounted.
/// Those in time are with respect to the passing of time: minus the derivative in time to expiry.
/// </summary>
/// <param name="Price">V.</param>
/// <param name="Delta">∂V/∂F.</param>
/// <param name="Gamma">∂²V/∂F².</param>
/// <param name="Vega">∂V/∂σ.</param>
/// <param name="Theta">−∂V/∂T, per year.</param>
/// <param name="Rho">∂V/∂r with F fixed: −T·V.</param>
/// <param name="Vanna">∂²V/∂F∂σ.</param>
/// <param name="Charm">−∂²V/∂F∂T, per year.</param>
/// <param name="Volga">∂²V/∂σ².</param>
/// <param name="Veta">−∂²V/∂σ∂T, per year.</param>
/// <param name="Speed">∂³V/∂F³.</param>
/// <param name="Zomma">∂³V/∂F²∂σ.</param>
/// <param name="Color">−∂³V/∂F²∂T, per year.</param>
/// <param name="Ultima">∂³V/∂σ³.</param>
/// <param name="DualDelta">∂V/∂K.</param>
/// <param name="DualGamma">∂²V/∂K²: the discounted risk-neutral density at the strike.</param>
public readonly record struct OptionGreeks(
    double Price,
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
    double Ultima,
    double DualDelta,
    double DualGamma)
{
    /// <summary>The conversion traders read: time per calendar day (1/365 year), volatility and rate per percentage point.</summary>
    public TraderGreeks ToTraderGreeks() => new(
        Price,
        Delta,
        Gamma,
        VegaPerPercentagePoint: Vega * TraderGreeks.PercentagePoint,
        ThetaPerCalendarDay: Theta / TraderGreeks.CalendarDaysPerYear,
        RhoPerPercentagePoint: Rho * TraderGreeks.PercentagePoint,
        VannaPerPercentagePoint: Vanna * TraderGreeks.PercentagePoint,
        CharmPerCalendarDay: Charm / TraderGreeks.CalendarDaysPerYear,
        VolgaPerPercentagePointSquared: Volga * TraderGreeks.PercentagePoint * TraderGreeks.PercentagePoint,
        VetaPerPercentagePointPerCalendarDay: Veta * TraderGreeks.PercentagePoint / TraderGreeks.CalendarDaysPerYear,
        Speed,
        ZommaPerPercentagePoint: Zomma * TraderGreeks.PercentagePoint,
        ColorPerCalendarDay: Color / TraderGreeks.CalendarDaysPerYear,
        UltimaPerPercentagePointCubed: Ultima * TraderGreeks.PercentagePoint * TraderGreeks.PercentagePoint * TraderGreeks.PercentagePoint,
        DualDelta,
        DualGamma);
}
