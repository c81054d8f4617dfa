namespace TradingAnalytics.Soak;

/// <summary>
/// Resident memory over time. It is judged on the later half of the run, and there by the lowest quarter of each half-hour's worth of samples: what a collection leaves, not
/// what lies about before one.
/// </summary>
internal sealed class MemoryTrend
{
    private readonly List<(double Seconds, long Bytes)> _samples = [];

    public long Highest => _samples.Count == 0 ? 0 : _samples.Max(sample => sample.Bytes);

    public void Add(double seconds, long bytes) => _samples.Add((seconds, bytes));

    /// <summary>Growth in bytes per hour over the later half: between the floors of its two quarters. Null with too few samples to say.</summary>
    public double? GrowthPerHour()
    {
        int half = _samples.Count / 2;
        int quarter = half / 2;
        if (quarter < 4)
        {
            return null;
        }

        (double firstTime, double firstFloor) = Floor(_samples.GetRange(_samples.Count - (2 * quarter), quarter));
        (double lastTime, double lastFloor) = Floor(_samples.GetRange(_samples.Count - quarter, quarter));
        return (lastFloor - firstFloor) / (lastTime - firstTime) * 3_600;
    }

    private static (double Seconds, double Bytes) Floor(List<(double Seconds, long Bytes)> samples)
    {
        int lowest = Math.Max(1, samples.Count / 4);
        return (samples.Average(sample => sample.Seconds), samples.OrderBy(sample => sample.Bytes).Take(lowest).Average(sample => sample.Bytes));
    }
}
