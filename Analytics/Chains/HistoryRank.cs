namespace TradingAnalytics.Analytics.Chains;

/// <summary>
/// Where a value stands in its history: IV rank and IV percentile when the values are implied volatilities, one a day over a year as is usual. NaN in the history is "no value that day"
/// and is passed over.
/// </summary>
public static class HistoryRank
{
    /// <summary>
    /// (now − min)/(max − min): 0 at the history's low, 1 at its high, outside 0…1 exactly when now is a new extreme. Null when the history has no range or now is no number.
    /// One outlier in the history moves it; <see cref="Percentile"/> hardly notices one.
    /// </summary>
    public static double? Rank(ReadOnlySpan<double> history, double now)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in history)
        {
            // Comparisons, not Math.Min: NaN must not win.
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        return Between(low, high, now);
    }

    /// <summary>The share of the history strictly below now, 0…1. Null without history or when now is no number.</summary>
    public static double? Percentile(ReadOnlySpan<double> history, double now)
    {
        int count = 0;
        int below = 0;
        foreach (double value in history)
        {
            count += double.IsNaN(value) ? 0 : 1;
            below += value < now ? 1 : 0;
        }

        return count == 0 || double.IsNaN(now) ? null : (double)below / count;
    }

    internal static double? Between(double low, double high, double now) =>
        high > low && double.IsFinite(high - low) && double.IsFinite(now) ? (now - low) / (high - low) : null;
}
