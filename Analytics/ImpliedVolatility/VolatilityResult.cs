namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// An implied volatility (per √year; Black: relative, Bachelier: in price units), or the reason why there is none.
/// <paramref name="Value"/> means something only when <paramref name="Status"/> is <see cref="VolatilityStatus.Ok"/>; it is NaN otherwise.
/// </summary>
public readonly record struct VolatilityResult(double Value, VolatilityStatus Status)
{
    public bool IsOk => Status == VolatilityStatus.Ok;

    public static VolatilityResult None(VolatilityStatus status) => new(double.NaN, status);
}
