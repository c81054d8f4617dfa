namespace TradingAnalytics.Analytics.Parity;

/// <summary>The call–put pairs around the money of one fit, in spans its caller lends.</summary>
internal ref struct ParityPairs(Span<double> strikes, Span<double> differences, Span<double> weights, Span<double> active, Span<double> scratch)
{
    private readonly Span<double> _strikes = strikes;

    /// <summary>C − P.</summary>
    private readonly Span<double> _differences = differences;

    /// <summary>As given by the caller.</summary>
    private readonly Span<double> _weights = weights;

    /// <summary>As the robust iteration has it; 0 for an outlier.</summary>
    private readonly Span<double> _active = active;
    private readonly Span<double> _scratch = scratch;

    public int Count { get; private set; }

    /// <summary>Takes the pairs nearest to where C − P changes sign; false when there is none.</summary>
    public bool Select(
        ReadOnlySpan<double> strikes, ReadOnlySpan<double> calls, ReadOnlySpan<double> puts, ReadOnlySpan<double> weights, int eachSide)
    {
        // C − P falls with the strike: cut where the fewest pairs have the wrong sign, so that one bad quote cannot move the cut.
        int wrong = 0;
        for (int i = 0; i < strikes.Length; i++)
        {
            wrong += IsPair(calls, puts, weights, i) && calls[i] > puts[i] ? 1 : 0;
        }

        int best = wrong;
        int cut = 0;
        for (int i = 0; i < strikes.Length; i++)
        {
            if (IsPair(calls, puts, weights, i))
            {
                wrong += calls[i] > puts[i] ? -1 : calls[i] < puts[i] ? 1 : 0;
                if (wrong < best)
                {
                    best = wrong;
                    cut = i + 1;
                }
            }
        }

        Count = 0;
        int below = 0;
        for (int i = cut - 1; i >= 0 && below < eachSide; i--)
        {
            below += TryAdd(strikes, calls, puts, weights, i) ? 1 : 0;
        }

        _strikes[..Count].Reverse();
        _differences[..Count].Reverse();
        _weights[..Count].Reverse();
        int above = 0;
        for (int i = cut; i < strikes.Length && above < eachSide; i++)
        {
            above += TryAdd(strikes, calls, puts, weights, i) ? 1 : 0;
        }

        return Count > 0;
    }

    /// <summary>
    /// C − P falls strictly with the strike, whatever the forward: keeps the longest run of pairs, not necessarily neighbours, for which it does (of equally long ones the heaviest)
    /// and returns how many were set aside.
    /// </summary>
    public int KeepFalling()
    {
        bool falls = true;
        double total = 0;
        for (int i = 0; i < Count; i++)
        {
            falls &= i == 0 || _differences[i] < _differences[i - 1];
            total += _weights[i];
        }

        if (falls)
        {
            return 0;
        }

        var best = _active[..Count];
        var before = _scratch[..Count];
        int last = 0;
        for (int i = 0; i < Count; i++)
        {
            best[i] = 0;
            before[i] = -1;
            for (int j = 0; j < i; j++)
            {
                if (_differences[j] > _differences[i] && best[j] > best[i])
                {
                    best[i] = best[j];
                    before[i] = j;
                }
            }

            // All weights together decide between runs of one length only.
            best[i] += 1 + (0.5 * _weights[i] / total);
            last = best[i] > best[last] ? i : last;
        }

        int kept = 0;
        for (int i = last; i >= 0; i = (int)before[i])
        {
            best[i] = double.NaN;
            kept++;
        }

        int all = Count;
        Count = 0;
        for (int i = 0; i < all; i++)
        {
            if (double.IsNaN(best[i]))
            {
                (_strikes[Count], _differences[Count], _weights[Count]) = (_strikes[i], _differences[i], _weights[i]);
                Count++;
            }
        }

        return all - kept;
    }

    /// <summary>The weighted median of K + (C − P)/D: the forward on which half of the weight agrees.</summary>
    public readonly double MedianForward(double discount)
    {
        var forwards = _scratch[..Count];
        var ordered = _active[..Count];
        double total = 0;
        for (int i = 0; i < Count; i++)
        {
            forwards[i] = _strikes[i] + (_differences[i] / discount);
            ordered[i] = _weights[i];
            total += _weights[i];
        }

        forwards.Sort(ordered);
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += ordered[i];
            if (2 * sum > total)
            {
                return forwards[i];
            }

            if (2 * sum == total && i + 1 < Count)
            {
                return 0.5 * (forwards[i] + forwards[i + 1]);
            }
        }

        return forwards[Count - 1];
    }

    /// <summary>Sets the active weights from the residuals about a line and returns the robust scale of a residual of unit weight.</summary>
    public readonly double Reweight(double centre, double alpha, double discount, double medianToDeviation, double cut, double rounding)
    {
        var sizes = _scratch[..Count];
        double largest = 0;
        double heaviest = 0;
        for (int i = 0; i < Count; i++)
        {
            heaviest = Math.Max(heaviest, _weights[i]);
            sizes[i] = Math.Sqrt(_weights[i]) * Math.Abs(_differences[i] - alpha + (discount * (_strikes[i] - centre)));
            largest = Math.Max(largest, Math.Sqrt(_weights[i]) * _strikes[i]);
        }

        sizes.Sort();
        int middle = Count / 2;
        double median = (Count & 1) == 1 ? sizes[middle] : 0.5 * (sizes[middle - 1] + sizes[middle]);

        // Quotes that fit to the last digit still have the rounding of their prices, or of their binary digits.
        double scale = Math.Max(median * medianToDeviation, Math.Max(Math.Sqrt(heaviest) * rounding, 1e-14 * largest));
        for (int i = 0; i < Count; i++)
        {
            double residual = Math.Sqrt(_weights[i]) * (_differences[i] - alpha + (discount * (_strikes[i] - centre)));
            double u = residual / (cut * scale);
            double factor = 1 - (u * u);
            _active[i] = factor > 0 ? _weights[i] * factor * factor : 0;
        }

        return scale;
    }

    public readonly (double Weight, double X, double Y, double XX, double XY) Sum(double centre)
    {
        double w = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < Count; i++)
        {
            double distance = _strikes[i] - centre;
            double weighted = _active[i] * distance;
            w += _active[i];
            x += weighted;
            y += _active[i] * _differences[i];
            xx += weighted * distance;
            xy += weighted * _differences[i];
        }

        return (w, x, y, xx, xy);
    }

    public readonly int CountUsed()
    {
        int used = 0;
        for (int i = 0; i < Count; i++)
        {
            used += _active[i] > 0 ? 1 : 0;
        }

        return used;
    }

    private static bool IsPair(ReadOnlySpan<double> calls, ReadOnlySpan<double> puts, ReadOnlySpan<double> weights, int i) =>
        calls[i] > 0 && puts[i] > 0 && calls[i] < double.PositiveInfinity && puts[i] < double.PositiveInfinity
        && (weights.Length == 0 || (weights[i] > 0 && weights[i] < double.PositiveInfinity));

    private bool TryAdd(ReadOnlySpan<double> strikes, ReadOnlySpan<double> calls, ReadOnlySpan<double> puts, ReadOnlySpan<double> weights, int i)
    {
        if (!IsPair(calls, puts, weights, i))
        {
            return false;
        }

        _strikes[Count] = strikes[i];
        _differences[Count] = calls[i] - puts[i];
        _weights[Count] = weights.Length == 0 ? 1 : weights[i];
        Count++;
        return true;
    }
}
