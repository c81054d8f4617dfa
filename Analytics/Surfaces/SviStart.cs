using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Where the search for a slice begins. Quasi-explicit (S. De Marco and C. Martini, Zeliade white paper, 2009): with y = (k − m)/σ given, a + d·y + c·√(y² + 1) is linear least squares,
/// solved under |d| ≤ c and c + |d| ≤ 2σ (Lee's bound); the best of a grid of (m, σ), in units of how far the points spread.
/// </summary>
internal static class SviStart
{
    private static readonly double[] Vertices = [-2.4, -1.6, -1, -0.5, 0, 0.5, 1, 1.6, 2.4];
    private static readonly double[] Roundness = [0.06, 0.16, 0.4, 1, 2.5, 6];

    /// <param name="k">Log-moneyness; lengths are multiples of four.</param>
    /// <param name="w">Total variance.</param>
    /// <param name="weights">Zero where there is no point.</param>
    /// <param name="watched">Points at which arbitrage counts, as many as fill vectors; none for a free fit.</param>
    /// <param name="penalty">What a square of g below zero costs there.</param>
    public static SviParameters Best(
        ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, ReadOnlySpan<double> watched, double penalty)
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
        var best = default(SviParameters);
        double least = double.PositiveInfinity;
        foreach (double m in Vertices)
        {
            foreach (double sigma in Roundness)
            {
                var slice = Slice(k, w, weights, centre + (m * spread), sigma * spread, out double error);
                if (!watched.IsEmpty && error < least)
                {
                    error += penalty * Broken(slice, watched) / sum;
                }

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

    private static SviParameters Slice(ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, double m, double sigma, out double error)
    {
        ref double firstK = ref MemoryMarshal.GetReference(k);
        ref double firstW = ref MemoryMarshal.GetReference(w[..k.Length]);
        ref double firstWeight = ref MemoryMarshal.GetReference(weights[..k.Length]);
        var place = Vector256.Create(m);
        var inverse = Vector256.Create(1 / sigma);
        var one = Vector256.Create(1.0);
        Vector256<double> total = default, sy = default, sz = default, sv = default, syy = default, syz = default, szz = default, syv = default, szv = default, svv = default;
        for (int i = 0; i + Vector256<double>.Count <= k.Length; i += Vector256<double>.Count)
        {
            var y = (Vector256.LoadUnsafe(ref firstK, (nuint)i) - place) * inverse;
            var z = Vector256.Sqrt((y * y) + one);
            var v = Vector256.LoadUnsafe(ref firstW, (nuint)i);
            var weight = Vector256.LoadUnsafe(ref firstWeight, (nuint)i);
            var wy = weight * y;
            var wz = weight * z;
            var wv = weight * v;
            total += weight;
            sy += wy;
            sz += wz;
            sv += wv;
            syy += wy * y;
            syz += wy * z;
            szz += wz * z;
            syv += wy * v;
            szv += wz * v;
            svv += wv * v;
        }

        double sum = Vector256.Sum(total);
        double meanY = Vector256.Sum(sy) / sum;
        double meanZ = Vector256.Sum(sz) / sum;
        double meanV = Vector256.Sum(sv) / sum;
        var moments = new Moments
        {
            YY = (Vector256.Sum(syy) / sum) - (meanY * meanY),
            YZ = (Vector256.Sum(syz) / sum) - (meanY * meanZ),
            ZZ = (Vector256.Sum(szz) / sum) - (meanZ * meanZ),
            YV = (Vector256.Sum(syv) / sum) - (meanY * meanV),
            ZV = (Vector256.Sum(szv) / sum) - (meanZ * meanV),
            VV = (Vector256.Sum(svv) / sum) - (meanV * meanV),
        };
        var (c, d) = moments.Best(sigma);
        double free = meanV - (d * meanY) - (c * meanZ);
        double a = Math.Max(free, -Math.Sqrt(Math.Max(0, (c * c) - (d * d))));
        error = moments.Error(c, d) + ((a - free) * (a - free));
        return new(a, c / sigma, c > 0 ? d / c : 0, m, sigma);
    }

    /// <summary>Second moments about the means, and the quadratic in (c, d) they make once a is eliminated.</summary>
    private struct Moments
    {
        public double YY;
        public double YZ;
        public double ZZ;
        public double YV;
        public double ZV;
        public double VV;

        public readonly double Error(double c, double d) =>
            Math.Max(0, VV - (2 * ((c * ZV) + (d * YV))) + (c * c * ZZ) + (2 * c * d * YZ) + (d * d * YY));

        /// <summary>The minimum over the diamond |d| ≤ c, c + |d| ≤ 2σ: inside, or on the best of its edges.</summary>
        public readonly (double C, double D) Best(double sigma)
        {
            double determinant = (ZZ * YY) - (YZ * YZ);
            if (determinant > 1e-13 * ZZ * YY)
            {
                double c = ((ZV * YY) - (YV * YZ)) / determinant;
                double d = ((YV * ZZ) - (ZV * YZ)) / determinant;
                if (Math.Abs(d) <= c && c + Math.Abs(d) <= 2 * sigma)
                {
                    return (c, d);
                }
            }

            var best = (C: 0.0, D: 0.0);
            double least = Error(0, 0);
            Edge(0, 0, sigma, sigma, ref best, ref least);
            Edge(0, 0, sigma, -sigma, ref best, ref least);
            Edge(2 * sigma, 0, -sigma, sigma, ref best, ref least);
            Edge(2 * sigma, 0, -sigma, -sigma, ref best, ref least);
            return best;
        }

        private readonly void Edge(double c, double d, double stepC, double stepD, ref (double C, double D) best, ref double least)
        {
            double curvature = (stepC * stepC * ZZ) + (2 * stepC * stepD * YZ) + (stepD * stepD * YY);
            double slope = (stepC * (ZV - (c * ZZ) - (d * YZ))) + (stepD * (YV - (c * YZ) - (d * YY)));
            double part = curvature > 0 ? Math.Clamp(slope / curvature, 0, 1) : 0;
            double error = Error(c + (part * stepC), d + (part * stepD));
            if (error < least)
            {
                least = error;
                best = (c + (part * stepC), d + (part * stepD));
            }
        }
    }
}
