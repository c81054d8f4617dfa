using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>The linear least squares of <see cref="SviStart"/>, for as many (m, σ) side by side as there are lanes.</summary>
internal static class SviStartLanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Sums are of every fourth point, then of the four: as whole vectors of points would be added up.</summary>
    private const int Phases = 4;

    /// <summary>Fills the answers of every candidate.</summary>
    public static void Solve(ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, SviStart.Candidates candidates)
    {
        double total = Phased(weights, default, default);
        double meanV = Phased(weights, w, default) / total;
        double meanSquareV = Phased(weights, w, w) / total;
        for (int i = 0; i < candidates.M.Length; i += T.Count)
        {
            T place = T.Read(candidates.M, i);
            T sigma = T.Read(candidates.Sigma, i);
            var moments = new Moments(k, w, weights, place, T.Create(1) / sigma, total, meanV, meanSquareV);
            (T c, T d) = moments.Best(sigma);
            T free = T.Create(meanV) - (d * moments.MeanY) - (c * moments.MeanZ);
            T a = T.Max(free, T.Create(0) - T.Sqrt(T.Max(T.Create(0), (c * c) - (d * d))));
            T.Write(a, candidates.A, i);
            T.Write(c, candidates.C, i);
            T.Write(d, candidates.D, i);
            T.Write(moments.Error(c, d) + ((a - free) * (a - free)), candidates.Error, i);
        }
    }

    private static double Phased(ReadOnlySpan<double> weights, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Span<double> sums = stackalloc double[Phases];
        sums.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i % Phases] += weights[i] * (first.IsEmpty ? 1 : first[i]) * (second.IsEmpty ? 1 : second[i]);
        }

        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /// <summary>Second moments about the means, and the quadratic in (c, d) they make once a is eliminated.</summary>
    private readonly struct Moments
    {
        public readonly T MeanY;
        public readonly T MeanZ;
        private readonly T _yy;
        private readonly T _yz;
        private readonly T _zz;
        private readonly T _yv;
        private readonly T _zv;
        private readonly T _vv;

        public Moments(ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, T place, T inverse, double total, double meanV, double meanSquareV)
        {
            var one = new Sums(k, w, weights, place, inverse, 0);
            var two = new Sums(k, w, weights, place, inverse, 1);
            var three = new Sums(k, w, weights, place, inverse, 2);
            var four = new Sums(k, w, weights, place, inverse, 3);
            T sum = T.Create(total);
            T v = T.Create(meanV);
            MeanY = ((one.Y + two.Y) + (three.Y + four.Y)) / sum;
            MeanZ = ((one.Z + two.Z) + (three.Z + four.Z)) / sum;
            _yy = (((one.YY + two.YY) + (three.YY + four.YY)) / sum) - (MeanY * MeanY);
            _yz = (((one.YZ + two.YZ) + (three.YZ + four.YZ)) / sum) - (MeanY * MeanZ);
            _zz = (((one.ZZ + two.ZZ) + (three.ZZ + four.ZZ)) / sum) - (MeanZ * MeanZ);
            _yv = (((one.YV + two.YV) + (three.YV + four.YV)) / sum) - (MeanY * v);
            _zv = (((one.ZV + two.ZV) + (three.ZV + four.ZV)) / sum) - (MeanZ * v);
            _vv = T.Create(meanSquareV - (meanV * meanV));
        }

        public T Error(T c, T d)
        {
            T two = T.Create(2);
            return T.Max(T.Create(0), _vv - (two * ((c * _zv) + (d * _yv))) + (c * c * _zz) + (two * c * d * _yz) + (d * d * _yy));
        }

        /// <summary>The minimum over the diamond |d| ≤ c, c + |d| ≤ 2σ: inside, or on the best of its edges.</summary>
        public (T C, T D) Best(T sigma)
        {
            T zero = T.Create(0);
            T determinant = (_zz * _yy) - (_yz * _yz);
            T c = ((_zv * _yy) - (_yv * _yz)) / determinant;
            T d = ((_yv * _zz) - (_zv * _yz)) / determinant;
            T size = T.Abs(d);
            T inside = T.Less(T.Create(1e-13) * _zz * _yy, determinant) & T.LessOrEqual(size, c) & T.LessOrEqual(c + size, T.Create(2) * sigma);
            if (T.Bits(inside) == (1u << T.Count) - 1)
            {
                return (c, d);
            }

            T bestC = zero;
            T bestD = zero;
            T least = Error(zero, zero);
            T minus = zero - sigma;
            Edge(zero, sigma, sigma, ref bestC, ref bestD, ref least);
            Edge(zero, sigma, minus, ref bestC, ref bestD, ref least);
            Edge(T.Create(2) * sigma, minus, sigma, ref bestC, ref bestD, ref least);
            Edge(T.Create(2) * sigma, minus, minus, ref bestC, ref bestD, ref least);
            return (T.Select(inside, c, bestC), T.Select(inside, d, bestD));
        }

        /// <summary>The best of an edge of the diamond, from (c, 0) on by at most one step.</summary>
        private void Edge(T c, T stepC, T stepD, ref T bestC, ref T bestD, ref T least)
        {
            T zero = T.Create(0);
            T curvature = (stepC * stepC * _zz) + (T.Create(2) * stepC * stepD * _yz) + (stepD * stepD * _yy);
            T slope = (stepC * (_zv - (c * _zz))) + (stepD * (_yv - (c * _yz)));
            T part = T.Select(T.Less(zero, curvature), T.Min(T.Max(slope / curvature, zero), T.Create(1)), zero);
            T edgeC = c + (part * stepC);
            T edgeD = part * stepD;
            T error = Error(edgeC, edgeD);
            T better = T.Less(error, least);
            least = T.Select(better, error, least);
            bestC = T.Select(better, edgeC, bestC);
            bestD = T.Select(better, edgeD, bestD);
        }
    }

    /// <summary>Weighted sums over every fourth point: y = (k − m)/σ, z = √(y² + 1), v the variance.</summary>
    private readonly struct Sums
    {
        public readonly T Y;
        public readonly T Z;
        public readonly T YY;
        public readonly T YZ;
        public readonly T ZZ;
        public readonly T YV;
        public readonly T ZV;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public Sums(ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, T place, T inverse, int phase)
        {
            T y0 = default, z0 = default, yy = default, yz = default, zz = default, yv = default, zv = default;
            T one = T.Create(1);
            for (int i = phase; i < k.Length; i += Phases)
            {
                T y = (T.Create(k[i]) - place) * inverse;
                T z = T.Sqrt((y * y) + one);
                T v = T.Create(w[i]);
                T weight = T.Create(weights[i]);
                T wy = weight * y;
                T wz = weight * z;
                y0 += wy;
                z0 += wz;
                yy += wy * y;
                yz += wy * z;
                zz += wz * z;
                yv += wy * v;
                zv += wz * v;
            }

            (Y, Z, YY, YZ, ZZ, YV, ZV) = (y0, z0, yy, yz, zz, yv, zv);
        }
    }
}
