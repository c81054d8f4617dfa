using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The least squares of one or more slices in the coordinates of <see cref="SviPoint"/>: the weighted squares of total variance less its target, and what butterfly
/// arbitrage (g below <see cref="LeastButterflyMargin"/>) and calendar arbitrage (ln w of a slice above the next one's less <see cref="LeastCalendarMargin"/>) cost. Gauss and Newton's normal equations are block tridiagonal:
/// a slice meets only its neighbours. Four points at a time; the same bits with and without vector hardware.
/// </summary>
internal sealed class SviSystem
{
    private const double LeastButterflyMargin = 5e-4;
    private const double LeastCalendarMargin = 1e-4;
    private const int N = SviPoint.Dimensions;
    private const int Square = N * N;
    private const int MoneyPoints = 17;
    private const int VertexPoints = 11;

    /// <summary>Points at which arbitrage is looked for, per slice: about the money in units of σ√T and about the vertex in units of its roundness.</summary>
    private const int GridPoints = (2 * MoneyPoints) + (2 * VertexPoints); // 56: whole vectors
    private const int Extra = 4;
    private const int GridLength = GridPoints + Extra;

    private double _butterflyMargin;
    private double _calendarMargin;
    private double[] _k = [];
    private double[] _w = [];
    private double[] _weight = [];
    private double[] _width = [];
    private int[] _start = [0];
    private double[] _grid = [];
    private int[] _extras = [];
    private double[] _low = [];
    private double[] _high = [];

    public int Slices { get; private set; }

    public double ButterflyPenalty { get; set; }

    public double CalendarPenalty { get; set; }

    public ReadOnlySpan<double> Low => _low.AsSpan(0, N * Slices);

    public ReadOnlySpan<double> High => _high.AsSpan(0, N * Slices);

    public void Clear()
    {
        (_butterflyMargin, _calendarMargin) = (LeastButterflyMargin, LeastCalendarMargin);
        Slices = 0;
        TotalWeight = Scale = 0;
        ButterflyPenalty = CalendarPenalty = 0;
    }

    /// <summary>Asks for more than before: where a heavier penalty only stiffens the problem, the descent still follows a wider margin.</summary>
    public void WidenMargins()
    {
        _butterflyMargin *= 2;
        _calendarMargin *= 2;
    }

    /// <summary>Adds a slice, of a later expiry than those before.</summary>
    public void Add(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        int from = Slices == 0 ? 0 : _start[Slices];
        int count = logMoneyness.Length;
        int padded = (count + 3) & ~3;
        Room(ref _k, from + padded);
        Room(ref _w, from + padded);
        Room(ref _weight, from + padded);
        Room(ref _start, Slices + 2);
        Room(ref _grid, (Slices + 1) * GridLength);
        Room(ref _extras, Slices + 1);
        Room(ref _low, (Slices + 1) * N);
        Room(ref _high, (Slices + 1) * N);
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
        Room(ref _width, Slices + 1);
        SetBounds(logMoneyness, totalVariance);
        Slices++;
        _start[Slices] = from + padded;
    }

    /// <summary>The sum of the weights of a lone slice.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>What errors of a hundredth of the variance cost: the least by which penalties are measured.</summary>
    public double Scale { get; private set; }

    /// <summary>Writes where the search for a slice begins; with a penalty set, on the points of the grid.</summary>
    public void Start(int slice, Span<double> x)
    {
        int from = slice == 0 ? 0 : _start[slice];
        int length = _start[slice + 1] - from;
        var best = SviStart.Best(_k.AsSpan(from, length), _w.AsSpan(from, length), _weight.AsSpan(from, length), ButterflyPenalty > 0 ? _grid.AsSpan(slice * GridLength, GridPoints) : [], ButterflyPenalty);
        SviPoint.Write(best, 1e-3 * _width[slice] * _width[slice], 1e-2 * _width[slice], x.Slice(slice * N, N));
    }

    /// <summary>Lays the points at which arbitrage is looked for about the slices as they are.</summary>
    public void LayGrid(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < Slices; i++)
        {
            var point = new SviPoint(x.Slice(i * N, N));
            var grid = _grid.AsSpan(i * GridLength, GridLength);
            double deviation = Math.Sqrt(point.TotalVariance(0));
            int at = 0;
            for (int j = 0; j < MoneyPoints; j++)
            {
                double reach = deviation * Math.Sinh(5.0 * (j + 0.5) / MoneyPoints);
                grid[at++] = reach;
                grid[at++] = -reach;
            }

            for (int j = 0; j < VertexPoints; j++)
            {
                double reach = point.Sigma * Math.Sinh(4.0 * (j + 0.5) / VertexPoints);
                grid[at++] = point.M + reach;
                grid[at++] = point.M - reach;
            }

            grid[at..].Fill(0);
            _extras[i] = 0;
        }
    }

    /// <summary>Adds a point found to have arbitrage to a slice's grid; the oldest one added goes when there is no more room.</summary>
    public void Watch(int slice, double k)
    {
        if (double.IsFinite(k))
        {
            _grid[(slice * GridLength) + GridPoints + (_extras[slice]++ % Extra)] = k;
        }
    }

    /// <summary>The cost at x, with the gradient of its half and the blocks of Gauss and Newton's matrix: D on the diagonal, E right of it.</summary>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> blocks, Span<double> besides, Span<double> gradient)
    {
        blocks.Clear();
        if (Slices > 1)
        {
            besides.Clear();
        }

        gradient.Clear();
        double cost = 0;
        for (int i = 0; i < Slices; i++)
        {
            var point = new SviPoint(x.Slice(i * N, N));
            var block = blocks.Slice(i * Square, Square);
            var slope = gradient.Slice(i * N, N);
            cost += Data(point, i, block, slope);
            if (ButterflyPenalty > 0)
            {
                cost += Butterfly(point, i, block, slope);
            }

            if (CalendarPenalty > 0 && i + 1 < Slices)
            {
                var next = new SviPoint(x.Slice((i + 1) * N, N));
                cost += Calendar(
                    point, next, i, block, blocks.Slice((i + 1) * Square, Square), besides.Slice(i * Square, Square), slope, gradient.Slice((i + 1) * N, N));
            }
        }

        return cost;
    }

    private void SetBounds(ReadOnlySpan<double> k, ReadOnlySpan<double> w)
    {
        double first = double.PositiveInfinity;
        double last = double.NegativeInfinity;
        double level = double.PositiveInfinity;
        double highest = 0;
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < k.Length; i++)
        {
            if (Math.Abs(k[i]) < nearest)
            {
                nearest = Math.Abs(k[i]);
                _width[Slices] = Math.Sqrt(w[i]);
            }

            first = Math.Min(first, k[i]);
            last = Math.Max(last, k[i]);
            level = Math.Min(level, w[i]);
            highest = Math.Max(highest, w[i]);
        }

        double range = Math.Max(last - first, 1e-4);
        double deviation = Math.Sqrt(level);
        var low = _low.AsSpan(Slices * N, N);
        var high = _high.AsSpan(Slices * N, N);
        low[0] = 1e-4 * level;
        high[0] = 4 * highest;
        low[1] = low[2] = Math.Log(1e-6 * deviation);
        high[1] = high[2] = Math.Log(SviPoint.SteepestWing);
        low[3] = first - range;
        high[3] = last + range;
        low[4] = Math.Log(0.05 * Math.Min(deviation, range));
        high[4] = Math.Log(20 * Math.Max(deviation, range));
    }

    private double Data(in SviPoint point, int slice, Span<double> block, Span<double> slope)
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
        int from = Slices == 0 || slice == 0 ? 0 : _start[slice];
        int end = _start[slice + 1];
        for (int i = from; i < end; i += Vector256<double>.Count)
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

    private double Butterfly(in SviPoint point, int slice, Span<double> block, Span<double> slope)
    {
        Span<double> g = stackalloc double[GridLength];
        Span<double> gradient = stackalloc double[N];
        var grid = _grid.AsSpan(slice * GridLength, GridLength);
        SviVector.Durrleman(point.Parameters, grid, g);
        double cost = 0;
        for (int j = 0; j < GridLength; j++)
        {
            double broken = _butterflyMargin - g[j];
            if (broken > 0)
            {
                point.Durrleman(grid[j], gradient);
                cost += ButterflyPenalty * broken * broken;
                for (int r = 0; r < N; r++)
                {
                    double row = ButterflyPenalty * gradient[r];
                    slope[r] -= row * broken;
                    for (int c = 0; c < N; c++)
                    {
                        block[(r * N) + c] += row * gradient[c];
                    }
                }
            }
        }

        return cost;
    }

    private double Calendar(
        in SviPoint point,
        in SviPoint next,
        int slice,
        Span<double> block,
        Span<double> nextBlock,
        Span<double> beside,
        Span<double> slope,
        Span<double> nextSlope)
    {
        Span<double> earlier = stackalloc double[2 * GridLength];
        Span<double> later = stackalloc double[2 * GridLength];
        Span<double> up = stackalloc double[N];
        Span<double> down = stackalloc double[N];
        var grid = _grid.AsSpan(slice * GridLength, 2 * GridLength);
        SviVector.TotalVariance(point.Parameters, grid, earlier);
        SviVector.TotalVariance(next.Parameters, grid, later);
        double cost = 0;
        for (int j = 0; j < grid.Length; j++)
        {
            // By ratio first: the logarithm only where it counts.
            if (earlier[j] * (1 + (2 * _calendarMargin)) > later[j])
            {
                double broken = Math.Log(earlier[j] / later[j]) + _calendarMargin;
                if (broken > 0)
                {
                    point.TotalVariance(grid[j], up);
                    next.TotalVariance(grid[j], down);
                    Multiply(up, 1 / earlier[j]);
                    Multiply(down, -1 / later[j]);
                    cost += Couple(broken, up, down, block, nextBlock, beside, slope, nextSlope);
                }
            }
        }

        for (int side = 1; side <= 2; side++)
        {
            // The wings themselves.
            double broken = Math.Log(side == 1 ? point.Left / next.Left : point.Right / next.Right) + _calendarMargin;
            if (broken > 0)
            {
                up.Clear();
                down.Clear();
                up[side] = 1;
                down[side] = -1;
                cost += Couple(broken, up, down, block, nextBlock, beside, slope, nextSlope);
            }
        }

        return cost;
    }

    private double Couple(
        double broken,
        ReadOnlySpan<double> up,
        ReadOnlySpan<double> down,
        Span<double> block,
        Span<double> nextBlock,
        Span<double> beside,
        Span<double> slope,
        Span<double> nextSlope)
    {
        for (int r = 0; r < N; r++)
        {
            double rowUp = CalendarPenalty * up[r];
            double rowDown = CalendarPenalty * down[r];
            slope[r] += rowUp * broken;
            nextSlope[r] += rowDown * broken;
            for (int c = 0; c < N; c++)
            {
                block[(r * N) + c] += rowUp * up[c];
                nextBlock[(r * N) + c] += rowDown * down[c];
                beside[(r * N) + c] += rowUp * down[c];
            }
        }

        return CalendarPenalty * broken * broken;
    }

    private static void Multiply(Span<double> values, double factor)
    {
        foreach (ref double value in values)
        {
            value *= factor;
        }
    }

    private static void Both(Span<double> block, int r, int c, double value)
    {
        block[(r * N) + c] += value;
        block[(c * N) + r] += value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(double[] values, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)i);

    private static void Room<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            Array.Resize(ref values, Math.Max(length, 2 * values.Length));
        }
    }
}
