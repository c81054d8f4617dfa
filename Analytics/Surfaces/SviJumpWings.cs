namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The jump-wings form of a slice, in quantities a trader can name. Gatheral and Jacquier (2014), section 3.1 and lemma 3.2.
/// </summary>
/// <param name="AtmVariance">v: variance at the money, per year.</param>
/// <param name="AtmSkew">ψ: skew at the money, ∂√w/∂k = w′(0)/(2√w(0)).</param>
/// <param name="PutSlope">p: slope of the left wing over √w(0).</param>
/// <param name="CallSlope">c: slope of the right wing over √w(0).</param>
/// <param name="MinimumVariance">ṽ: least variance, per year.</param>
public readonly record struct SviJumpWings(double AtmVariance, double AtmSkew, double PutSlope, double CallSlope, double MinimumVariance)
{
    public static SviJumpWings FromParameters(SviParameters slice, double timeToExpiryYears)
    {
        double w = slice.TotalVariance(0);
        double root = Math.Sqrt(w);
        return new(
            w / timeToExpiryYears,
            0.5 * slice.Slope(0) / root,
            slice.B * (1 - slice.Rho) / root,
            slice.B * (1 + slice.Rho) / root,
            slice.MinimumTotalVariance / timeToExpiryYears);
    }

    public SviParameters ToParameters(double timeToExpiryYears)
    {
        double w = AtmVariance * timeToExpiryYears;
        double root = Math.Sqrt(w);
        double b = 0.5 * root * (CallSlope + PutSlope);
        if (!(b > 0))
        {
            return new(w, 0, 0, 0, 1);
        }

        double rho = Math.Clamp(1 - (PutSlope * root / b), -1, 1);

        // β = −m/√(m² + σ²) seen from the vertex: where the money lies on the hyperbola.
        double beta = Math.Clamp(rho - (2 * AtmSkew * root / b), -1, 1);
        double complement = Math.Sqrt(1 - (rho * rho));
        double spread = w - (MinimumVariance * timeToExpiryYears);
        double sine = Math.Sqrt(1 - (beta * beta));

        // With m = β·R, σ = √(1 − β²)·R: w(0) − w_min = b·R·(1 − ρβ − √(1 − ρ²)·√(1 − β²)).
        double shape = 1 - (rho * beta) - (complement * sine);
        double radius = shape > 1e-12 ? spread / (b * shape) : root;
        double m = beta * radius;
        double sigma = Math.Max(1e-8, sine * radius);
        return new((MinimumVariance * timeToExpiryYears) - (b * sigma * complement), b, rho, m, sigma);
    }
}
