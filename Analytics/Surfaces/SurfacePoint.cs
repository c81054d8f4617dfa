using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>A surface at one log-moneyness k = ln(K/F) and time T, and what follows there. Measures are those of the forward to T.</summary>
/// <param name="LogMoneyness">k.</param>
/// <param name="TimeToExpiryYears">T.</param>
/// <param name="TotalVariance">w = σ²T.</param>
/// <param name="Slope">∂w/∂k.</param>
/// <param name="Curvature">∂²w/∂k².</param>
/// <param name="Rise">∂w/∂T at fixed k, toward later times.</param>
public readonly record struct SurfacePoint(double LogMoneyness, double TimeToExpiryYears, double TotalVariance, double Slope, double Curvature, double Rise)
{
    /// <summary>√(w/T).</summary>
    public double Volatility => Math.Sqrt(TotalVariance / TimeToExpiryYears);

    /// <summary>Durrleman's g: the risk-neutral density up to a positive factor.</summary>
    public double Durrleman
    {
        get
        {
            double first = 1 - (0.5 * LogMoneyness * Slope / TotalVariance);
            return (first * first) - (0.25 * Slope * Slope * ((1 / TotalVariance) + 0.25)) + (0.5 * Curvature);
        }
    }

    /// <summary>The density of ln(S_T/F) at k, per unit of k: g·φ(d₂)/√w.</summary>
    public double Density => Durrleman * NormalDistribution.Density(D2) / Math.Sqrt(TotalVariance);

    /// <summary>P(S_T &gt; F·e^k) = Φ(d₂) − φ(d₂)·w′/(2√w).</summary>
    public double Above => NormalDistribution.Cumulative(D2) - SkewPart;

    /// <summary>P(S_T ≤ F·e^k).</summary>
    public double Below => NormalDistribution.Cumulative(-D2) + SkewPart;

    /// <summary>
    /// Dupire's local variance in total variance, σ²_loc = ∂w/∂T / g (J. Gatheral, "The Volatility Surface", 2006, equation 1.10). Not negative where the surface
    /// has no arbitrage; NaN where g is not positive.
    /// </summary>
    public double LocalVariance => Durrleman > 0 ? Rise / Durrleman : double.NaN;

    public double LocalVolatility => Math.Sqrt(LocalVariance);

    private double D2 => (-LogMoneyness / Math.Sqrt(TotalVariance)) - (0.5 * Math.Sqrt(TotalVariance));

    private double SkewPart => NormalDistribution.Density(D2) * Slope / (2 * Math.Sqrt(TotalVariance));
}
