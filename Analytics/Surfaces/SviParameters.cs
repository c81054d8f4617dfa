namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// One expiry's smile in the raw stochastic-volatility-inspired form, w(k) = a + b·(ρ·(k − m) + √((k − m)² + σ²)), with w = total variance σ²T and
/// k = ln(K/F). J. Gatheral and A. Jacquier, "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14 (2014), section 3.
/// Sound when b ≥ 0, |ρ| ≤ 1, σ &gt; 0 and the least variance a + bσ√(1 − ρ²) ≥ 0.
/// </summary>
/// <param name="A">a: level.</param>
/// <param name="B">b: opening of the wings.</param>
/// <param name="Rho">ρ: tilt.</param>
/// <param name="M">m: place.</param>
/// <param name="Sigma">σ: roundness of the vertex.</param>
public readonly record struct SviParameters(double A, double B, double Rho, double M, double Sigma)
{
    /// <summary>The least total variance on the slice.</summary>
    public double MinimumTotalVariance => A + (B * Sigma * Math.Sqrt(Math.Max(0, 1 - (Rho * Rho))));

    public bool IsSound => B >= 0 && Math.Abs(Rho) <= 1 && Sigma > 0 && MinimumTotalVariance >= 0 && double.IsFinite(A + B + M + Sigma);

    /// <summary>w(k).</summary>
    public double TotalVariance(double logMoneyness)
    {
        double x = logMoneyness - M;
        return A + (B * ((Rho * x) + Math.Sqrt((x * x) + (Sigma * Sigma))));
    }

    /// <summary>The Black volatility √(w/T).</summary>
    public double Volatility(double logMoneyness, double timeToExpiryYears) => Math.Sqrt(TotalVariance(logMoneyness) / timeToExpiryYears);

    /// <summary>w′(k).</summary>
    public double Slope(double logMoneyness)
    {
        double x = logMoneyness - M;
        return B * (Rho + (x / Math.Sqrt((x * x) + (Sigma * Sigma))));
    }

    /// <summary>w″(k).</summary>
    public double Curvature(double logMoneyness)
    {
        double x = logMoneyness - M;
        double square = (x * x) + (Sigma * Sigma);
        return B * Sigma * Sigma / (square * Math.Sqrt(square));
    }

    /// <summary>
    /// Durrleman's g(k) = (1 − k·w′/2w)² − w′²/4·(1/w + 1/4) + w″/2: the risk-neutral density up to a positive factor. The slice is free of butterfly
    /// arbitrage when g ≥ 0 everywhere and the call price vanishes far out (b·(1 + |ρ|) ≤ 2). −∞ where the variance is not positive.
    /// </summary>
    public double Durrleman(double logMoneyness)
    {
        double w = TotalVariance(logMoneyness);
        if (!(w > 0))
        {
            return double.NegativeInfinity;
        }

        double slope = Slope(logMoneyness);
        double first = 1 - (0.5 * logMoneyness * slope / w);
        return (first * first) - (0.25 * slope * slope * ((1 / w) + 0.25)) + (0.5 * Curvature(logMoneyness));
    }

    /// <summary>The risk-neutral density of ln(S/F) at k, per unit of k: g(k)·exp(−d₂²/2)/√(2πw), d₂ = −k/√w − √w/2.</summary>
    public double Density(double logMoneyness)
    {
        double root = Math.Sqrt(TotalVariance(logMoneyness));
        return Durrleman(logMoneyness) * Numerics.NormalDistribution.Density((-logMoneyness / root) - (0.5 * root)) / root;
    }
}
