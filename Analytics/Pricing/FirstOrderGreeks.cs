namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Price, the first-order sensitivities and gamma, in the raw units of <see cref="OptionGreeks"/>: what a live chain shows for each leg.
/// </summary>
public readonly record struct FirstOrderGreeks(double Price, double Delta, double Gamma, double Vega, double Theta, double Rho)
{
    public double ThetaPerCalendarDay => Theta / TraderGreeks.CalendarDaysPerYear;

    public double VegaPerPercentagePoint => Vega * TraderGreeks.PercentagePoint;

    public double RhoPerPercentagePoint => Rho * TraderGreeks.PercentagePoint;
}
