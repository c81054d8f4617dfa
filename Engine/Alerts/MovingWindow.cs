namespace TradingAnalytics.Engine.Alerts;

/// <summary>
/// Lowest, highest, sum and count of what came in the last while, in 64 parts of it: memory is bounded whatever comes. What lies further back than the span never counts; of the oldest 64th, what lies within
/// it may no longer. Times must not fall.
/// </summary>
internal sealed class MovingWindow(TimeSpan span)
{
    private const int Parts = 64;

    private readonly long _width = Math.Max(1, (long)span.TotalMicroseconds / Parts);
    private readonly long[] _at = new long[Parts];
    private readonly double[] _low = new double[Parts];
    private readonly double[] _high = new double[Parts];
    private readonly double[] _sum = new double[Parts];
    private readonly int[] _count = new int[Parts];
    private long _since = -1;

    /// <summary>Whether what came reaches back over the whole window.</summary>
    public bool IsWhole(long now) => _since >= 0 && now - _since >= (Parts - 1) * _width;

    public void Add(long now, double value)
    {
        long at = now / _width;
        int part = (int)(at % Parts);
        if (_at[part] != at || _count[part] == 0)
        {
            (_at[part], _low[part], _high[part], _sum[part], _count[part]) = (at, value, value, 0, 0);
        }

        _low[part] = Math.Min(_low[part], value);
        _high[part] = Math.Max(_high[part], value);
        _sum[part] += value;
        _count[part]++;
        _since = _since < 0 ? now : _since;
    }

    /// <summary>Over what still counts; NaN and 0 when nothing does.</summary>
    public (double Low, double High, double Mean, int Count) Over(long now)
    {
        long oldest = (now / _width) - Parts + 1;
        double low = double.NaN;
        double high = double.NaN;
        double sum = 0;
        int count = 0;
        for (int part = 0; part < Parts; part++)
        {
            if (_count[part] > 0 && _at[part] >= oldest)
            {
                low = count == 0 ? _low[part] : Math.Min(low, _low[part]);
                high = count == 0 ? _high[part] : Math.Max(high, _high[part]);
                sum += _sum[part];
                count += _count[part];
            }
        }

        return (low, high, sum / count, count);
    }

    public void Clear()
    {
        Array.Clear(_count);
        _since = -1;
    }
}
