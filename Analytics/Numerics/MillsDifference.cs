namespace TradingAnalytics.Analytics.Numerics;

/// <summary>
/// A(h, t) = Y(h + t) − Y(h − t), with Y = Φ/φ: the value of an out-of-the-money option over its vega (both normalised). The plain difference loses
/// digits when t is small against 1 or |h|; there the odd part of Y's Taylor series about h is summed instead, A = 2·Σ y₂ⱼ₊₁·t²ʲ⁺¹ with
/// yₖ = (1/k!)∫₀^∞ uᵏ exp(hu − u²/2) du, which obey (k+1)·yₖ₊₁ = h·yₖ + yₖ₋₁, y₀ = Y(h), y₋₁ = 1. For h well below zero they are the minimal
/// solution of that recurrence and are had without loss by running it downwards (J. C. P. Miller's algorithm).
/// </summary>
internal static class MillsDifference
{
    private const double ForwardLimit = 2.2;

    /// <summary>A(h, t) for h ≤ 0, t ≥ 0. Relative error below 1e-14, absolute error below a few 2⁻⁵³ times max(t, Y(h + t)).</summary>
    public static double Evaluate(double h, double t)
    {
        double distance = -h;
        if (t >= 0.4 && t >= 0.25 * distance)
        {
            return NormalDistribution.Mills(h + t) - NormalDistribution.Mills(h - t);
        }

        return 2 * t * OddSeries(distance, t);
    }

    /// <summary>y₁(h) = 1 + h·Y(h) for h = −distance ≤ 0, the value of a normal option over its vega.</summary>
    public static double FirstMoment(double distance) => OddSeries(distance, 0);

    private static double OddSeries(double distance, double t)
    {
        if (distance < ForwardLimit || (distance < 6 && distance * t < 0.5))
        {
            return Forward(distance, t * t);
        }

        // What is discarded at the start decays like exp(−2|h|(√start − √k)), and the ratio t/|h| needs its terms.
        double root = 1 + (19 / distance);
        int start = Math.Max(t < 0.06 * distance ? 20 : 32, 2 * (int)(1 + (0.5 * root * root)));
        return Backward(distance, t * t, start);
    }

    private static double Forward(double distance, double square)
    {
        double even = NormalDistribution.Mills(-distance);
        double odd = Math.FusedMultiplyAdd(-distance, even, 1);
        double sum = odd;
        double power = 1;
        for (int k = 1; k < 60; k += 2)
        {
            power *= square;
            even = (even - (distance * odd)) / (k + 1);
            odd = (odd - (distance * even)) / (k + 2);
            double term = odd * power;
            sum += term;
            if (Math.Abs(term) <= 1e-17 * sum)
            {
                break;
            }
        }

        return sum;
    }

    private static double Backward(double distance, double square, int start)
    {
        // yₖ₋₁ = |h|·yₖ + (k + 1)·yₖ₊₁, all terms positive; the scale is fixed at the end by y₋₁ = 1.
        double above = 0;
        double here = 1e-280;
        double sum = 0;
        for (int k = start; k >= 0; k -= 2)
        {
            // here = yₖ with k even
            double odd = (distance * here) + ((k + 1) * above);
            if (k > 0)
            {
                sum = (sum * square) + odd;
                double even = (distance * odd) + (k * here);
                above = odd;
                here = even;
            }
            else
            {
                return sum / odd;
            }
        }

        return double.NaN;
    }
}
