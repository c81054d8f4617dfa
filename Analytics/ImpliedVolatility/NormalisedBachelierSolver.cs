using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Solves value = s·φ(d)·y₁(d), d = moneyness/s, y₁(d) = 1 − d·Φ(−d)/φ(d), for the deviation s = σ√T of the normal model.
/// With p = value/moneyness = φ(d)·y₁(d)/d the elasticity is ∂ln p/∂ln d = −1/y₁(d), so Newton in (ln d, ln p) runs on a smooth concave curve and
/// converges from any start; one Halley term makes it cubic.
/// </summary>
internal static class NormalisedBachelierSolver
{
    private const double LnSqrtTwoPi = 0.91893853320467274178;

    /// <summary>The deviation, for moneyness &gt; 0 and value &gt; 0.</summary>
    public static double Solve(double moneyness, double value)
    {
        double ratio = value / moneyness;
        if (ratio > 1e15)
        {
            // d is then below every digit: value = s/√(2π) − moneyness/2.
            return (value + (0.5 * moneyness)) / NormalDistribution.InverseSqrtTwoPi;
        }

        double logRatio = ratio > 1e-290 ? Math.Log(ratio) : Math.Log(value) - Math.Log(moneyness);
        double d = Guess(ratio, logRatio);
        for (int i = 0; i < 20; i++)
        {
            double first = MillsDifference.FirstMoment(d);
            double error = Math.Log(first / d) - LnSqrtTwoPi - (0.5 * d * d) - logRatio;

            // In u = ln d: f′ = −1/y₁, f″ = y₁′·d/y₁² with y₁′ = dy₁/dd = d·y₁ − Y(−d)  and Y(−d) = (1 − y₁)/d.
            double derivative = (d * first) - ((1 - first) / d);
            double newton = error * first;
            double step = newton / (1 - (0.5 * newton * derivative * d / first));
            if (!(Math.Abs(step) < 1))
            {
                step = Math.CopySign(Math.Min(1, Math.Abs(newton)), newton);
            }

            d *= Math.Exp(step);
            if (Math.Abs(step) < 1e-6)
            {
                break;
            }
        }

        return moneyness / d;
    }

    private static double Guess(double ratio, double logRatio)
    {
        if (ratio > 0.05)
        {
            // Exact at d → 0, where ratio = 1/(d√(2π)) − 1/2.
            double v = 1 / (1 + (2 * ratio));
            return v * (NormalDistribution.InverseSqrtTwoPi * 2) * (1 + (v * v)) * Math.PI / 2;
        }

        double d = Math.Sqrt(-2 * logRatio);
        for (int i = 0; i < 3; i++)
        {
            d = Math.Sqrt(Math.Max(0.5, -2 * (logRatio + LnSqrtTwoPi + Math.Log(d * (3 + (d * d))))));
        }

        return d;
    }
}
