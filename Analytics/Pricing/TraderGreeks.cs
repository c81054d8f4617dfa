namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// <see cref="OptionGreeks"/> in the units of a trading screen: time per calendar day, volatility and rate per percentage point, each factor once for
/// each derivative in that variable.
/// </summary>
public readonly record struct TraderGreeks(
    double Price,
    double Delta,
    double Gamma,
    double VegaPerPercentagePoint,
    double ThetaPerCalendarDay,
    double RhoPerPercentagePoint,
    double VannaPerPercentagePoint,
    double CharmPerCalendarDay,
    double VolgaPerPercentagePointSquared,
    double VetaPerPercentagePointPerCalendarDay,
    double Speed,
    double ZommaPerPercentagePoint,
    double ColorPerCalendarDay,
    double UltimaPerPercentagePointCubed,
    double DualDelta,
    double DualGamma)
{
    public const double CalendarDaysPerYear = 365;
    public const double PercentagePoint = 0.01;
}
