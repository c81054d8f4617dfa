namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>The index at a constant term from the variances of two expiries.</summary>
public static class IndexInterpolation
{
    public const double MinutesPerYear = 525_600;
    public const double ThirtyDaysInMinutes = 43_200;

    /// <summary>
    /// 100·√((T₁σ₁²·(N₂ − N)/(N₂ − N₁) + T₂σ₂²·(N − N₁)/(N₂ − N₁))·N₃₆₅/N), in percent: total variance linear in time. The term may lie outside the two
    /// expiries, as it does around a roll; null when that leaves no positive variance.
    /// </summary>
    /// <param name="nearVariance">σ₁², per year.</param>
    /// <param name="nearMinutes">N₁: minutes to the near settlement.</param>
    /// <param name="nextVariance">σ₂², per year.</param>
    /// <param name="nextMinutes">N₂, above N₁.</param>
    /// <param name="termMinutes">N: the index's term, 30 days for the VIX.</param>
    public static double? AtTerm(
        double nearVariance, double nearMinutes, double nextVariance, double nextMinutes, double termMinutes = ThirtyDaysInMinutes)
    {
        double near = nearMinutes / MinutesPerYear * nearVariance;
        double next = nextMinutes / MinutesPerYear * nextVariance;
        double part = (termMinutes - nearMinutes) / (nextMinutes - nearMinutes);
        double variance = (near + (part * (next - near))) * MinutesPerYear / termMinutes;
        return variance > 0 && double.IsFinite(variance) ? 100 * Math.Sqrt(variance) : null;
    }
}
