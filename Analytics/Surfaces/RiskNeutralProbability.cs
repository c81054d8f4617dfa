using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>Probabilities of the level at expiry under the measure that the smile implies.</summary>
public static class RiskNeutralProbability
{
    /// <summary>
    /// P(S_T &gt; F·e^k) = −∂C/∂K undiscounted = Φ(d₂) − φ(d₂)·w′/(2√w), d₂ = −k/√w − √w/2: the textbook Φ(d₂) less what the skew adds to a call's
    /// price when the strike moves. In [0, 1] for a slice free of butterfly arbitrage.
    /// </summary>
    public static double Above(SviParameters slice, double logMoneyness)
    {
        double root = Math.Sqrt(slice.TotalVariance(logMoneyness));
        double d2 = (-logMoneyness / root) - (0.5 * root);
        return NormalDistribution.Cumulative(d2) - (NormalDistribution.Density(d2) * slice.Slope(logMoneyness) / (2 * root));
    }

    /// <summary>P(S_T ≤ F·e^k), to full relative accuracy in the lower tail.</summary>
    public static double Below(SviParameters slice, double logMoneyness)
    {
        double root = Math.Sqrt(slice.TotalVariance(logMoneyness));
        double d2 = (-logMoneyness / root) - (0.5 * root);
        return NormalDistribution.Cumulative(-d2) + (NormalDistribution.Density(d2) * slice.Slope(logMoneyness) / (2 * root));
    }
}
