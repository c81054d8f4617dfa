namespace TradingAnalytics.Analytics.Parity;

/// <summary>The forward and discount factor that put–call parity implies.</summary>
/// <param name="Status">Ok, or why there is no forward; the other values mean something only when Ok.</param>
/// <param name="Forward">F.</param>
/// <param name="DiscountFactor">D.</param>
/// <param name="ForwardStandardError">Standard error of F, price units; NaN with fewer than three pairs.</param>
/// <param name="DiscountFactorStandardError">Standard error of D, the prior taken into account; 0 when the rate is fixed, NaN with fewer than three pairs.</param>
/// <param name="Used">Pairs that took part.</param>
/// <param name="Outliers">Pairs near the money that were set aside: C − P did not fall with the strike there, or lay off the line.</param>
public readonly record struct ParityResult(
    ParityStatus Status, double Forward, double DiscountFactor, double ForwardStandardError, double DiscountFactorStandardError, int Used, int Outliers)
{
    public bool IsOk => Status == ParityStatus.Ok;

    internal static ParityResult None(ParityStatus status) => new(status, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0);
}
