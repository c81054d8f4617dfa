using CsCheck;
using TradingAnalytics.Analytics.Numerics.Lanes;
using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Tests.Surfaces;

/// <summary>What a fit computes side by side, against the same computed one by one.</summary>
public class SviLanesTests
{
    private const int N = SviPoint.Dimensions;

    private static readonly Gen<SviParameters> Slices = Gen.Select(
        Gen.Double[0.0005, 0.05], Gen.Double[0.005, 0.6], Gen.Double[-0.9, 0.9], Gen.Double[-0.1, 0.1], Gen.Double[0.01, 0.4],
        (level, b, rho, m, sigma) => new SviParameters(level - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, m, sigma));

    private static LaneWidth[] Widths => [.. Enum.GetValues<LaneWidth>().Where(LaneWidths.IsSupported)];

    [Fact]
    public void Refine_EveryWidth_IsGoldenSectionToTheBit() =>
        Gen.Select(Slices, Gen.Select(Gen.Double[-1, 1], Gen.Double[0.001, 0.3]).Array[1, 19]).Sample((slice, brackets) =>
        {
            foreach (LaneWidth width in Widths)
            {
                var valleys = new ButterflyValleys(new double[ButterflyValleys.Columns * ButterflyValleys.Most]);
                foreach ((double middle, double reach) in brackets)
                {
                    valleys.Add(middle - reach, middle, middle + reach);
                }

                valleys.Refine(width, slice);

                for (int i = 0; i < brackets.Length; i++)
                {
                    (double middle, double reach) = brackets[i];
                    double found = Golden(slice, middle - reach, middle + reach);
                    string what = $"{width} {slice} {brackets[i]}";
                    valleys.AtMiddle[i].ShouldBe(slice.Durrleman(middle), what);
                    valleys.Found[i].ShouldBe(found, what);
                    valleys.AtFound[i].ShouldBe(slice.Durrleman(found), what);
                }
            }
        });

    [Fact]
    public void Start_EveryWidth_IsTheSameBits() =>
        Gen.Select(Slices, Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[0.9, 1.1], Gen.Double[0.1, 10]).Array[5, 60], Gen.Bool).Sample((slice, points, watching) =>
        {
            int padded = (points.Length + 3) & ~3;
            double[] k = new double[padded];
            double[] w = new double[padded];
            double[] weights = new double[padded];
            for (int i = 0; i < points.Length; i++)
            {
                (k[i], double noise, weights[i]) = points[i];
                w[i] = noise * slice.TotalVariance(k[i]);
            }

            double[] watched = watching ? [-0.4, -0.2, 0.2, 0.4] : [];
            SviParameters expected = SviStart.Best(LaneWidth.One, k, w, weights, watched, 10);

            // A start may touch zero, and then be below it by what rounding makes of that; where the search begins from it is above.
            double touching = 1e-12 * (Math.Abs(expected.A) + (expected.B * expected.Sigma));
            (expected with { A = expected.A + touching }).IsSound.ShouldBeTrue($"{expected}");
            double[] begin = new double[N];
            SviPoint.Write(expected, 1e-9, 1e-4, begin);
            new SviPoint(begin).Parameters.IsSound.ShouldBeTrue($"{expected}");
            foreach (LaneWidth width in Widths)
            {
                SviStart.Best(width, k, w, weights, watched, 10).ShouldBe(expected, $"{width}");
            }
        });

    [Fact]
    public void TrySolve_AnyEquations_IsCholeskyByLoopsToTheBit() =>
        Gen.Select(Gen.Double[-1, 1].Array[(N * N) + N], Gen.UInt[0, 31], Gen.Double[0, 0.01]).Sample((numbers, held, damping) =>
        {
            double[] matrix = new double[N * N];
            for (int r = 0; r < N; r++)
            {
                for (int c = 0; c < N; c++)
                {
                    for (int q = 0; q < N; q++)
                    {
                        matrix[(r * N) + c] += numbers[(r * N) + q] * numbers[(c * N) + q];
                    }
                }
            }

            double[] gradient = numbers[(N * N)..];
            double[] factor = new double[N * N];
            double[] expected = new double[N];
            double greatest = Enumerable.Range(0, N).Max(r => matrix[r * (N + 1)]);
            for (int r = 0; r < N; r++)
            {
                bool isHeld = (held >> r & 1) != 0;
                expected[r] = isHeld ? 0 : -gradient[r];
                for (int c = 0; c < N; c++)
                {
                    double value = matrix[(r * N) + c];
                    factor[(r * N) + c] = r == c ? (isHeld ? 1 : value + ((damping * value) + (SviEquations.Floor * greatest))) : isHeld || (held >> c & 1) != 0 ? 0 : value;
                }
            }

            double[] step = new double[N];
            bool solved = SviEquations.TrySolve(matrix, gradient, held, damping, step);

            solved.ShouldBe(Dense.Factor(factor, N));
            if (solved)
            {
                Dense.Solve(factor, expected, N, 1);
                step.ShouldBe(expected);
            }
        });

    private static double Golden(SviParameters slice, double low, double high)
    {
        const double Share = 0.6180339887498949;
        double inner = high - (Share * (high - low));
        double outer = low + (Share * (high - low));
        for (int i = 0; i < 40; i++)
        {
            if (slice.Durrleman(inner) < slice.Durrleman(outer))
            {
                (high, outer) = (outer, inner);
                inner = high - (Share * (high - low));
            }
            else
            {
                (low, inner) = (inner, outer);
                outer = low + (Share * (high - low));
            }
        }

        return 0.5 * (low + high);
    }
}
