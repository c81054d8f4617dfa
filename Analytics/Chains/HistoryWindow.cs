namespace TradingAnalytics.Analytics.Chains;

/// <summary>
/// The last so many values of a series (a chain's PCR or implied volatility) with their bands, rank and percentile. Values are kept in order of arrival and sorted, and every statistic is taken
/// from the sorted ones when asked: it depends on nothing but what is in the window, so streaming equals computing anew to the bit, and no rounding piles up. O(n) per value and per query with
/// a small constant (one move of memory, one pass); memory is fixed when made. Nothing is allocated later. One writer at a time.
/// </summary>
public sealed class HistoryWindow
{
    private readonly double[] _arrived;
    private readonly double[] _sorted;
    private int _next;

    /// <param name="capacity">How many values are kept, 1 to 100,000; the oldest leaves when one more comes.</param>
    public HistoryWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 100_000);
        _arrived = new double[capacity];
        _sorted = new double[capacity];
    }

    public int Capacity => _arrived.Length;

    public int Count { get; private set; }

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Sorted => _sorted.AsSpan(0, Count);

    /// <summary>Takes a value; one that is NaN or infinite is no observation and changes nothing. Returns whether it was taken.</summary>
    public bool Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return false;
        }

        if (Count == Capacity)
        {
            int leaves = PlaceOf(_arrived[_next]);
            Array.Copy(_sorted, leaves + 1, _sorted, leaves, Count - leaves - 1);
            Count--;
        }

        int place = PlaceOf(value);
        Array.Copy(_sorted, place, _sorted, place + 1, Count - place);
        _sorted[place] = value;
        _arrived[_next] = value;
        _next = (_next + 1) % Capacity;
        Count++;
        return true;
    }

    /// <summary>The quantile at a share 0…1, linear between the two values around it (Hyndman and Fan's type 7); NaN when empty.</summary>
    public double Quantile(double share)
    {
        if (Count == 0 || !(share >= 0 && share <= 1))
        {
            return double.NaN;
        }

        double place = share * (Count - 1);
        int below = Math.Min((int)place, Count - 1);
        int above = Math.Min(below + 1, Count - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary><see cref="HistoryRank.Rank"/> over the window.</summary>
    public double? Rank(double now) => Count == 0 ? null : HistoryRank.Between(_sorted[0], _sorted[Count - 1], now);

    /// <summary><see cref="HistoryRank.Percentile"/> over the window.</summary>
    public double? Percentile(double now) => Count == 0 || double.IsNaN(now) ? null : (double)PlaceOf(now) / Count;

    /// <summary>Mean, deviations and quantiles of the window; NaN when empty.</summary>
    /// <param name="deviations">How many standard deviations wide either half of the band is.</param>
    /// <param name="tail">The share below the lower quantile and above the upper one, 0 to a half.</param>
    public HistoryBands Bands(double deviations = 2, double tail = 0.05)
    {
        if (Count == 0)
        {
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double sum = 0;
        foreach (double value in Sorted)
        {
            sum += value;
        }

        double mean = sum / Count;
        double squares = 0;
        foreach (double value in Sorted)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Count > 1 ? Math.Sqrt(squares / (Count - 1)) : double.NaN;
        return new(
            Count, mean, deviation, mean - (deviations * deviation), mean + (deviations * deviation), Quantile(tail), Quantile(0.5), Quantile(1 - tail));
    }

    /// <summary>The place of the first value not below this one.</summary>
    private int PlaceOf(double value)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
