using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Where the search for a slice begins. Quasi-explicit (S. De Marco and C. Martini, Zeliade white paper, 2009): with y = (k − m)/σ given, a + d·y + c·√(y² + 1) is linear least squares,
/// solved under |d| ≤ c and c + |d| ≤ 2σ (Lee's bound); the best of a grid of (m, σ), in units of how far the points spread. The candidates are computed side by side; every width of lanes gives
/// the same bits.
/// </summary>
internal static class SviStart
{
    private const int Vector = 8;
    private static readonly double[] Vertices = [-2.4, -1.6, -1, -0.5, 0, 0.5, 1, 1.6, 2.4];
    private static readonly double[] Roundness = [0.06, 0.16, 0.4, 1, 2.5, 6];

    /// <param name="k">Log-moneyness; lengths are multiples of four.</param>
    /// <param name="w">Total variance.</param>
    /// <param name="weights">Zero where there is no point.</param>
    /// <param name="watched">Points at which arbitrage counts, as many as fill vectors; none for a free fit.</param>
    /// <param name="penalty">What a square of g below zero costs there.</param>
    public static SviParameters Best(
        ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, ReadOnlySpan<double> watched, double penalty) =>
        Best(LaneWidths.Best, k, w, weights, watched, penalty);

    /// <summary>The same at a width of choice.</summary>
    internal static SviParameters Best(
        LaneWidth width, ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, ReadOnlySpan<double> watched, double penalty)
    {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < k.Length; i++)
        {
            sum += weights[i];
            first += weights[i] * k[i];
            second += weights[i] * k[i] * k[i];
        }

        double centre = first / sum;
        double spread = Math.Max(1e-5, Math.Sqrt(Math.Max(0, (second / sum) - (centre * centre))));
        int count = Vertices.Length * Roundness.Length;
        int padded = (count + Vector - 1) / Vector * Vector;
        Span<double> columns = stackalloc double[6 * padded];
        var candidates = new Candidates(columns, padded);
        for (int i = 0; i < padded; i++)
        {
            // The last one stands in for what is missing of a vector.
            int at = Math.Min(i, count - 1);
            candidates.M[i] = centre + (Vertices[at / Roundness.Length] * spread);
            candidates.Sigma[i] = Roundness[at % Roundness.Length] * spread;
        }

        switch (width)
        {
            case LaneWidth.Eight:
                SviStartLanes<EightLanes>.Solve(k, w, weights, candidates);
                break;
            case LaneWidth.Four:
                SviStartLanes<FourLanes>.Solve(k, w, weights, candidates);
                break;
            default:
                SviStartLanes<OneLane>.Solve(k, w, weights, candidates);
                break;
        }

        var best = default(SviParameters);
        double least = double.PositiveInfinity;
        for (int i = 0; i < count; i++)
        {
            double error = candidates.Error[i];
            if (error < least)
            {
                var slice = candidates.Slice(i);
                error += watched.IsEmpty ? 0 : penalty * Broken(slice, watched) / sum;
                if (error < least)
                {
                    (least, best) = (error, slice);
                }
            }
        }

        return best;
    }

    private static double Broken(SviParameters slice, ReadOnlySpan<double> watched)
    {
        Span<double> g = stackalloc double[watched.Length];
        SviVector.Durrleman(slice, watched, g);
        double sum = 0;
        foreach (double value in g)
        {
            sum += value < 0 ? value * value : 0;
        }

        return sum;
    }

    /// <summary>By columns: where the candidates are, and the best (a, c, d) of each with its mean squared error.</summary>
    internal readonly ref struct Candidates(Span<double> columns, int count)
    {
        public Span<double> M { get; } = columns[..count];

        public Span<double> Sigma { get; } = columns.Slice(count, count);

        public Span<double> A { get; } = columns.Slice(2 * count, count);

        public Span<double> C { get; } = columns.Slice(3 * count, count);

        public Span<double> D { get; } = columns.Slice(4 * count, count);

        public Span<double> Error { get; } = columns.Slice(5 * count, count);

        public SviParameters Slice(int i) => new(A[i], C[i] / Sigma[i], C[i] > 0 ? D[i] / C[i] : 0, M[i], Sigma[i]);
    }
}
