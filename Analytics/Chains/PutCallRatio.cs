namespace TradingAnalytics.Analytics.Chains;

/// <summary>Put/call ratio (PCR), by open interest or by volume.</summary>
public static class PutCallRatio
{
    /// <summary>Σ puts / Σ calls; null when there are no calls to divide by.</summary>
    public static double? Of(double puts, double calls) => puts >= 0 && calls > 0 ? puts / calls : null;
}
