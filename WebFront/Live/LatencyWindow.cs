namespace TradingAnalytics.WebFront.Live;

/// <summary>Percentiles of delays over the last ten to twenty seconds, to within 10 % of each. Counted from any thread.</summary>
internal sealed class LatencyWindow(TimeProvider time)
{
    private const int Buckets = 160;
    private const double Growth = 1.1;
    private const double LeastSeconds = 0.000_1;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long[] _present = new long[Buckets];
    private long[] _past = new long[Buckets];
    private long _turnedAt = time.GetTimestamp();

    public void Add(double seconds)
    {
        int bucket = seconds <= LeastSeconds ? 0 : Math.Min(Buckets - 1, 1 + (int)(Math.Log(seconds / LeastSeconds) / Math.Log(Growth)));
        lock (_gate)
        {
            TurnWhenDue();
            _present[bucket]++;
        }
    }

    /// <summary>The delay in seconds that so many of all were not longer than; NaN when there were none.</summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share)
    {
        lock (_gate)
        {
            TurnWhenDue();
            long total = _present.Sum() + _past.Sum();
            long seen = 0;
            for (int i = 0; i < Buckets && total > 0; i++)
            {
                seen += _present[i] + _past[i];
                if (seen >= share * total && seen > 0)
                {
                    return LeastSeconds * Math.Pow(Growth, i);
                }
            }

            return double.NaN;
        }
    }

    private void TurnWhenDue()
    {
        TimeSpan since = time.GetElapsedTime(_turnedAt);
        if (since < Turn)
        {
            return;
        }

        (_present, _past) = (_past, _present);
        Array.Clear(_present);
        if (since >= 2 * Turn)
        {
            Array.Clear(_past);
        }

        _turnedAt = time.GetTimestamp();
    }
}
