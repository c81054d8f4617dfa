namespace TradingAnalytics.Engine.Bars;

/// <summary>
/// Bars of one width, the newest in a bounded ring; the oldest gives way. An interval without a tick has no bar. Ticks may come late within the newest bar (open and close go by tick time);
/// one for an older bar is not taken. A tick of the same instant as the close replaces it.
/// </summary>
public sealed class BarSeries
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private readonly Bar[] _ring;
    private int _first;
    private long _openTime;
    private long _closeTime;

    public BarSeries(BarInterval interval, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Interval = interval;
        _ring = new Bar[capacity];
    }

    public BarInterval Interval { get; }

    public int Count { get; private set; }

    /// <summary>By age, 0 the oldest kept.</summary>
    public Bar this[int index] => _ring[(_first + index) % _ring.Length];

    /// <summary>False when the tick is for a bar older than the newest.</summary>
    public bool Add(long unixMicroseconds, double price)
    {
        long start = Math.DivRem(unixMicroseconds, MicrosecondsPerSecond * (int)Interval, out long within);
        start = (within < 0 ? start - 1 : start) * (int)Interval;
        if (Count == 0 || start > this[Count - 1].StartUnixSeconds)
        {
            Append(new Bar(start, price, price, price, price, 1));
            _openTime = _closeTime = unixMicroseconds;
            return true;
        }

        ref Bar bar = ref _ring[(_first + Count - 1) % _ring.Length];
        if (start < bar.StartUnixSeconds)
        {
            return false;
        }

        bool opens = unixMicroseconds < _openTime;
        bool closes = unixMicroseconds >= _closeTime;
        bar = new Bar(
            start, opens ? price : bar.Open, Math.Max(bar.High, price), Math.Min(bar.Low, price), closes ? price : bar.Close, bar.Ticks + 1);
        _openTime = opens ? unixMicroseconds : _openTime;
        _closeTime = closes ? unixMicroseconds : _closeTime;
        return true;
    }

    /// <summary>Bars that start in [from, to), oldest first.</summary>
    public Bar[] Between(long fromUnixSeconds, long toUnixSeconds)
    {
        int from = FirstAtOrAfter(fromUnixSeconds);
        int to = Math.Max(from, FirstAtOrAfter(toUnixSeconds));
        var bars = new Bar[to - from];
        for (int i = 0; i < bars.Length; i++)
        {
            bars[i] = this[from + i];
        }

        return bars;
    }

    public BarSeriesState Save() => new(Between(long.MinValue, long.MaxValue), _openTime, _closeTime);

    /// <summary>Takes a saved series in place of what it holds; of more bars than fit, the newest.</summary>
    public void Restore(BarSeriesState state)
    {
        _first = 0;
        Count = 0;
        foreach (Bar bar in state.Bars)
        {
            Append(bar);
        }

        _openTime = state.OpenUnixMicroseconds;
        _closeTime = state.CloseUnixMicroseconds;
    }

    private void Append(Bar bar)
    {
        if (Count == _ring.Length)
        {
            _ring[_first] = bar;
            _first = (_first + 1) % _ring.Length;
            return;
        }

        _ring[(_first + Count++) % _ring.Length] = bar;
    }

    private int FirstAtOrAfter(long unixSeconds)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (this[middle].StartUnixSeconds < unixSeconds)
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
