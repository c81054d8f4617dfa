using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>The total variances that slices are to meet, with their weights, in whole vectors: four points at a time; the same bits with and without vector hardware.</summary>
internal sealed class SviTargets
{
    private const int N = SviPoint.Dimensions;

    private double[] _k = [];
    private double[] _w = [];
    private double[] _weight = [];
    private int[] _start = [0];

    public int Slices { get; private set; }

    public void Clear() => (Slices, TotalWeight, Scale) = (0, 0, 0);

    /// <summary>The sum of the weights.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>What errors of a hundredth of the variance cost: the least by which penalties are measured.</summary>
    public double Scale { get; private set; }

    public ReadOnlySpan<double> LogMoneyness(int slice) => Of(_k, slice);

    public ReadOnlySpan<double> TotalVariance(int slice) => Of(_w, slice);

    public ReadOnlySpan<double> Weights(int slice) => Of(_weight, slice);

    /// <param name="logMoneyness">Of the slice's points.</param>
    /// <param name="totalVariance">What is to be met there.</param>
    /// <param name="weights">One each, or none: all alike.</param>
    public void Add(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        int from = _start[Slices];
        int count = logMoneyness.Length;
        int padded = (count + 3) & ~3;
        Buffers.Reserve(ref _k, from + padded);
        Buffers.Reserve(ref _w, from + padded);
        Buffers.Reserve(ref _weight, from + padded);
        Buffers.Reserve(ref _start, Slices + 2);
        logMoneyness.CopyTo(_k.AsSpan(from));
        totalVariance.CopyTo(_w.AsSpan(from));
        if (weights.IsEmpty)
        {
            _weight.AsSpan(from, count).Fill(1);
        }
        else
        {
            weights.CopyTo(_weight.AsSpan(from));
        }

        for (int i = from + count; i < from + padded; i++)
        {
            (_k[i], _w[i], _weight[i]) = (0, 0, 0);
        }

        double squares = 0;
        for (int i = from; i < from + count; i++)
        {
            TotalWeight += _weight[i];
            squares += _weight[i] * _w[i] * _w[i];
        }

        Scale += 1e-4 * squares;
        _start[++Slices] = from + padded;
    }

    /// <summary>The weighted squares of a slice less its targets; adds the gradient of their half and Gauss and Newton's matrix.</summary>
    public double Cost(in SviPoint point, int slice, Span<double> block, Span<double> slope)
    {
        var a = Vector256.Create(point.A);
        var tilt = Vector256.Create(point.Tilt);
        var b = Vector256.Create(point.B);
        var m = Vector256.Create(point.M);
        var square = Vector256.Create(point.Sigma * point.Sigma);
        var dip = Vector256.Create(point.Dip);
        var left = Vector256.Create(0.5 * point.Left);
        var right = Vector256.Create(0.5 * point.Right);
        var cost = Vector256<double>.Zero;
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        Vector256<double> m00 = default, m01 = default, m02 = default, m03 = default, m04 = default, m11 = default, m12 = default;
        Vector256<double> m13 = default, m14 = default, m22 = default, m23 = default, m24 = default, m33 = default, m34 = default, m44 = default;
        int end = _start[slice + 1];
        for (int i = _start[slice]; i < end; i += Vector256<double>.Count)
        {
            var x = Load(_k, i) - m;
            var s = Vector256.Sqrt((x * x) + square);
            var round = square / s;
            var weight = Load(_weight, i);
            var residual = a + (tilt * x) + (b * s) - Load(_w, i);
            var j1 = (left * (s - x)) - dip;
            var j2 = (right * (s + x)) - dip;
            var j3 = -tilt - (b * x / s);
            var j4 = (b * round) - dip - dip;
            var weighted = weight * residual;
            cost += weighted * residual;
            s0 += weighted;
            s1 += weighted * j1;
            s2 += weighted * j2;
            s3 += weighted * j3;
            s4 += weighted * j4;
            m00 += weight;
            m01 += weight * j1;
            m02 += weight * j2;
            m03 += weight * j3;
            m04 += weight * j4;
            var w1 = weight * j1;
            m11 += w1 * j1;
            m12 += w1 * j2;
            m13 += w1 * j3;
            m14 += w1 * j4;
            var w2 = weight * j2;
            m22 += w2 * j2;
            m23 += w2 * j3;
            m24 += w2 * j4;
            var w3 = weight * j3;
            m33 += w3 * j3;
            m34 += w3 * j4;
            m44 += weight * j4 * j4;
        }

        slope[0] += Vector256.Sum(s0);
        slope[1] += Vector256.Sum(s1);
        slope[2] += Vector256.Sum(s2);
        slope[3] += Vector256.Sum(s3);
        slope[4] += Vector256.Sum(s4);
        block[0] += Vector256.Sum(m00);
        Both(block, 0, 1, Vector256.Sum(m01));
        Both(block, 0, 2, Vector256.Sum(m02));
        Both(block, 0, 3, Vector256.Sum(m03));
        Both(block, 0, 4, Vector256.Sum(m04));
        block[6] += Vector256.Sum(m11);
        Both(block, 1, 2, Vector256.Sum(m12));
        Both(block, 1, 3, Vector256.Sum(m13));
        Both(block, 1, 4, Vector256.Sum(m14));
        block[12] += Vector256.Sum(m22);
        Both(block, 2, 3, Vector256.Sum(m23));
        Both(block, 2, 4, Vector256.Sum(m24));
        block[18] += Vector256.Sum(m33);
        Both(block, 3, 4, Vector256.Sum(m34));
        block[24] += Vector256.Sum(m44);
        return Vector256.Sum(cost);
    }

    private static void Both(Span<double> block, int r, int c, double value)
    {
        block[(r * N) + c] += value;
        block[(c * N) + r] += value;
    }

    private ReadOnlySpan<double> Of(double[] values, int slice) => values.AsSpan(_start[slice].._start[slice + 1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(double[] values, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)i);
}
