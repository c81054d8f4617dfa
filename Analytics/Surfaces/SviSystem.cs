namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The least squares of one or more slices in the coordinates of <see cref="SviPoint"/>: the weighted squares of total variance less its target, and what butterfly
/// arbitrage (g below <see cref="LeastButterflyMargin"/>) and calendar arbitrage (ln w of a slice above the next one's less <see cref="LeastCalendarMargin"/>) cost. Gauss and Newton's normal equations are block tridiagonal:
/// a slice meets only its neighbours.
/// </summary>
internal sealed class SviSystem
{
    private const double LeastButterflyMargin = 5e-4;
    private const double LeastCalendarMargin = 1e-4;
    private const int N = SviPoint.Dimensions;
    private const int Square = N * N;

    private readonly SviTargets _targets = new();
    private readonly ArbitrageGrid _grid = new();
    private double _butterflyMargin;
    private double _calendarMargin;
    private double[] _width = [];
    private double[] _low = [];
    private double[] _high = [];

    public int Slices => _targets.Slices;

    public double ButterflyPenalty { get; set; }

    public double CalendarPenalty { get; set; }

    public ReadOnlySpan<double> Low => _low.AsSpan(0, N * Slices);

    public ReadOnlySpan<double> High => _high.AsSpan(0, N * Slices);

    public void Clear()
    {
        (_butterflyMargin, _calendarMargin) = (LeastButterflyMargin, LeastCalendarMargin);
        _targets.Clear();
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
        _grid.Reserve(Slices + 1);
        Buffers.Reserve(ref _width, Slices + 1);
        Buffers.Reserve(ref _low, (Slices + 1) * N);
        Buffers.Reserve(ref _high, (Slices + 1) * N);
        SetBounds(logMoneyness, totalVariance);
        _targets.Add(logMoneyness, totalVariance, weights);
    }

    /// <summary>The sum of the weights of a lone slice.</summary>
    public double TotalWeight => _targets.TotalWeight;

    /// <summary>What errors of a hundredth of the variance cost: the least by which penalties are measured.</summary>
    public double Scale => _targets.Scale;

    /// <summary>Writes where the search for a slice begins; with a penalty set, on the points of the grid.</summary>
    public void Start(int slice, Span<double> x)
    {
        var best = SviStart.Best(
            _targets.LogMoneyness(slice), _targets.TotalVariance(slice), _targets.Weights(slice), ButterflyPenalty > 0 ? _grid.LaidAbout(slice) : [], ButterflyPenalty);
        SviPoint.Write(best, 1e-3 * _width[slice] * _width[slice], 1e-2 * _width[slice], x.Slice(slice * N, N));
    }

    /// <summary>Lays the points at which arbitrage is looked for about the slices as they are.</summary>
    public void LayGrid(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < Slices; i++)
        {
            _grid.Lay(i, new SviPoint(x.Slice(i * N, N)));
        }
    }

    /// <summary>Looks for arbitrage also at a point of a slice where it was found.</summary>
    public void Watch(int slice, double k) => _grid.Watch(slice, k);

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
            cost += _targets.Cost(point, i, block, slope);
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

    private double Butterfly(in SviPoint point, int slice, Span<double> block, Span<double> slope)
    {
        Span<double> g = stackalloc double[ArbitrageGrid.Length];
        Span<double> gradient = stackalloc double[N];
        var grid = _grid.Of(slice);
        SviVector.Durrleman(point.Parameters, grid, g);
        double cost = 0;
        for (int j = 0; j < ArbitrageGrid.Length; j++)
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
        Span<double> earlier = stackalloc double[2 * ArbitrageGrid.Length];
        Span<double> later = stackalloc double[2 * ArbitrageGrid.Length];
        Span<double> up = stackalloc double[N];
        Span<double> down = stackalloc double[N];
        var grid = _grid.OfPair(slice);
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
}
