namespace TradingAnalytics.Analytics.American;

/// <summary>
/// Tanh–sinh nodes and weights on [−1, 1] (H. Takahasi and M. Mori, 1974), made once: they crowd doubly exponentially at both ends, where the integrands
/// are steep (a spot near the boundary) or have a root (the boundary goes like √u). Positions are kept as distances to the ends, since y would round there.
/// </summary>
internal static class Quadrature
{
    /// <summary>Every second node is a rule of its own, at twice the weight.</summary>
    public const int CoarseStride = 2;

    public const int Nodes = (2 * HalfWidth) + 1;
    private const double Step = 0.0625;
    private const int HalfWidth = 52;
    private static readonly double[] FromLow = new double[Nodes];
    private static readonly double[] FromHigh = new double[Nodes];
    private static readonly double[] Weight = new double[Nodes];

    static Quadrature()
    {
        for (int i = 0; i < Nodes; i++)
        {
            double t = (i - HalfWidth) * Step;
            double s = 0.5 * Math.PI * Math.Sinh(t);
            double cosh = Math.Cosh(s);
            FromLow[i] = 2 / (1 + Math.Exp(-2 * s));
            FromHigh[i] = 2 / (1 + Math.Exp(2 * s));
            Weight[i] = Step * 0.5 * Math.PI * Math.Cosh(t) / cosh / cosh;
        }
    }

    /// <summary>1 + y.</summary>
    public static ReadOnlySpan<double> DistancesFromLow => FromLow;

    /// <summary>1 − y.</summary>
    public static ReadOnlySpan<double> DistancesFromHigh => FromHigh;

    public static ReadOnlySpan<double> Weights => Weight;
}
