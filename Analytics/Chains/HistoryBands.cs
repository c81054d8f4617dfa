namespace TradingAnalytics.Analytics.Chains;

/// <summary>How a value has moved over a window: mean with standard deviations about it, and quantiles.</summary>
/// <param name="Count">Values in the window.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Of the sample (over n − 1); NaN below two values.</param>
/// <param name="Lower">Mean less so many standard deviations as were asked for.</param>
/// <param name="Upper">Mean and as many more.</param>
/// <param name="LowerQuantile">The lower tail's quantile.</param>
/// <param name="Median">Half lie below.</param>
/// <param name="UpperQuantile">The upper tail's quantile.</param>
public readonly record struct HistoryBands(
    int Count, double Mean, double StandardDeviation, double Lower, double Upper, double LowerQuantile, double Median, double UpperQuantile);
