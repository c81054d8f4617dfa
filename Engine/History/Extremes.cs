using System.Runtime.CompilerServices;

namespace TradingAnalytics.Engine.History;

/// <summary>
/// Thins a series so that a drawing of it looks the same: the range is cut into buckets of equal width, and each bucket keeps its least and its greatest point, in the order in which
/// they came. No peak is lost whatever the number asked for. One pass, two points of memory.
/// </summary>
public static class Extremes
{
    /// <param name="series">Ascending in time, within [from, to).</param>
    /// <param name="from">Beginning of the range, Unix seconds.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="points">At most so many points come out, at least 2.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<MetricPoint> KeepAsync(
        IAsyncEnumerable<MetricPoint> series, long from, long to, int points, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        int buckets = points / 2;
        double width = Math.Max(1.0, (to - from) / (double)buckets);
        int bucket = -1;
        MetricPoint least = default;
        MetricPoint greatest = default;
        await foreach (MetricPoint point in series.WithCancellation(cancellationToken))
        {
            int at = Math.Min(buckets - 1, (int)((point.UnixSeconds - from) / width));
            if (at != bucket)
            {
                if (bucket >= 0)
                {
                    yield return Earlier(least, greatest);
                    if (least != greatest)
                    {
                        yield return Later(least, greatest);
                    }
                }

                bucket = at;
                least = greatest = point;
                continue;
            }

            least = point.Value < least.Value ? point : least;
            greatest = point.Value > greatest.Value ? point : greatest;
        }

        if (bucket >= 0)
        {
            yield return Earlier(least, greatest);
            if (least != greatest)
            {
                yield return Later(least, greatest);
            }
        }
    }

    private static MetricPoint Earlier(MetricPoint one, MetricPoint other) => one.UnixSeconds <= other.UnixSeconds ? one : other;

    private static MetricPoint Later(MetricPoint one, MetricPoint other) => one.UnixSeconds <= other.UnixSeconds ? other : one;
}
