namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The damped normal equations of a lone slice, by Cholesky's factor (<see cref="Dense"/>) written out for five unknowns: in a descent of a hundred steps the loops cost more than the arithmetic.
/// The same operations in the same order, so the same bits.
/// </summary>
internal static class SviEquations
{
    private const int N = SviPoint.Dimensions;

    /// <summary>Added to the diagonal, as a share of its greatest element: what rounding may take away.</summary>
    public const double Floor = 1e-14;

    /// <summary>Solves (M + damping·diag M)·step = −gradient; false when that is singular to rounding.</summary>
    /// <param name="matrix">M, symmetric; the lower triangle is read.</param>
    /// <param name="gradient">Of half the cost.</param>
    /// <param name="held">A bit for each coordinate that is not to move.</param>
    /// <param name="damping">Not negative.</param>
    /// <param name="step">Out.</param>
    public static bool TrySolve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> gradient, uint held, double damping, Span<double> step)
    {
        matrix = matrix[..(N * N)];
        gradient = gradient[..N];
        double greatest = Math.Max(Math.Max(Math.Max(Math.Max(Math.Max(0, matrix[0]), matrix[6]), matrix[12]), matrix[18]), matrix[24]);
        double least = Floor * greatest;
        double d0 = Diagonal(matrix, 0, held, damping, least);
        if (!IsPositive(d0))
        {
            return false;
        }

        d0 = 1 / Math.Sqrt(d0);
        double l10 = Below(matrix, 1, 0, held) * d0;
        double l20 = Below(matrix, 2, 0, held) * d0;
        double l30 = Below(matrix, 3, 0, held) * d0;
        double l40 = Below(matrix, 4, 0, held) * d0;
        double d1 = Diagonal(matrix, 1, held, damping, least) - (l10 * l10);
        if (!IsPositive(d1))
        {
            return false;
        }

        d1 = 1 / Math.Sqrt(d1);
        double l21 = (Below(matrix, 2, 1, held) - (l20 * l10)) * d1;
        double l31 = (Below(matrix, 3, 1, held) - (l30 * l10)) * d1;
        double l41 = (Below(matrix, 4, 1, held) - (l40 * l10)) * d1;
        double d2 = Diagonal(matrix, 2, held, damping, least) - (l20 * l20) - (l21 * l21);
        if (!IsPositive(d2))
        {
            return false;
        }

        d2 = 1 / Math.Sqrt(d2);
        double l32 = (Below(matrix, 3, 2, held) - (l30 * l20) - (l31 * l21)) * d2;
        double l42 = (Below(matrix, 4, 2, held) - (l40 * l20) - (l41 * l21)) * d2;
        double d3 = Diagonal(matrix, 3, held, damping, least) - (l30 * l30) - (l31 * l31) - (l32 * l32);
        if (!IsPositive(d3))
        {
            return false;
        }

        d3 = 1 / Math.Sqrt(d3);
        double l43 = (Below(matrix, 4, 3, held) - (l40 * l30) - (l41 * l31) - (l42 * l32)) * d3;
        double d4 = Diagonal(matrix, 4, held, damping, least) - (l40 * l40) - (l41 * l41) - (l42 * l42) - (l43 * l43);
        if (!IsPositive(d4))
        {
            return false;
        }

        d4 = 1 / Math.Sqrt(d4);
        double s0 = Side(gradient, 0, held) * d0;
        double s1 = (Side(gradient, 1, held) - (l10 * s0)) * d1;
        double s2 = (Side(gradient, 2, held) - (l20 * s0) - (l21 * s1)) * d2;
        double s3 = (Side(gradient, 3, held) - (l30 * s0) - (l31 * s1) - (l32 * s2)) * d3;
        double s4 = (Side(gradient, 4, held) - (l40 * s0) - (l41 * s1) - (l42 * s2) - (l43 * s3)) * d4;
        s4 *= d4;
        s3 = (s3 - (l43 * s4)) * d3;
        s2 = (s2 - (l32 * s3) - (l42 * s4)) * d2;
        s1 = (s1 - (l21 * s2) - (l31 * s3) - (l41 * s4)) * d1;
        s0 = (s0 - (l10 * s1) - (l20 * s2) - (l30 * s3) - (l40 * s4)) * d0;
        step = step[..N];
        step[4] = s4;
        step[3] = s3;
        step[2] = s2;
        step[1] = s1;
        step[0] = s0;
        return true;
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static double Diagonal(ReadOnlySpan<double> matrix, int r, uint held, double damping, double least)
    {
        double value = matrix[r * (N + 1)];
        return (held >> r & 1) != 0 ? 1 : value + ((damping * value) + least);
    }

    private static double Below(ReadOnlySpan<double> matrix, int r, int c, uint held) => ((held >> r | held >> c) & 1) != 0 ? 0 : matrix[(r * N) + c];

    private static double Side(ReadOnlySpan<double> gradient, int r, uint held) => (held >> r & 1) != 0 ? 0 : -gradient[r];
}
