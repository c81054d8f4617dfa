using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>
/// Where history is kept. Written by one writer, read by any number of readers at the same time. A row written again takes the place of the one before, except that of two bars of one start the one that saw
/// more ticks stays. Ranges are [from, to), oldest first, and may be read as slowly as the reader likes. While the store is away every method throws <see cref="HistoryUnavailableException"/> and the next
/// call tries anew.
/// </summary>
public interface IHistoryStore
{
    /// <summary>Bytes on disk; 0 where that is not known.</summary>
    long Bytes { get; }

    /// <summary>Writes all of a batch or, when it throws, nothing.</summary>
    ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken);

    /// <summary>What metrics are kept of a product and its chains: the product first, then by expiry. Empty when there are none.</summary>
    ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken);

    /// <summary>A metric over a range of Unix seconds; seconds in which there was none, or in which nothing of the chain changed, are left out.</summary>
    IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, CancellationToken cancellationToken);

    /// <summary>Bars that start in a range of Unix seconds.</summary>
    IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, CancellationToken cancellationToken);

    /// <summary>The start of the newest bar kept; null when there is none.</summary>
    ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken);

    /// <summary>The newest snapshot at or before an instant of the product and of each of its chains: the product first, then by expiry. Those that have none are left out.</summary>
    /// <param name="product">Whose.</param>
    /// <param name="firstExpiry">Chains that end before this day are left out.</param>
    /// <param name="atUnixMicroseconds">The instant, by market time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(ProductId product, Expiry firstExpiry, long atUnixMicroseconds, CancellationToken cancellationToken);

    /// <summary>All snapshots of a product or chain in a range of Unix microseconds.</summary>
    IAsyncEnumerable<MarketSnapshot> SnapshotsAsync(TickRoute route, long from, long to, CancellationToken cancellationToken);

    /// <summary>The days of which snapshots of the product are kept, oldest first.</summary>
    ValueTask<IReadOnlyList<RecordedDay>> DaysAsync(ProductId product, CancellationToken cancellationToken);

    /// <summary>Drops what is older, by market time, than the product's newest row by more than its age.</summary>
    /// <returns>Rows dropped.</returns>
    ValueTask<long> TrimAsync(HistoryRetention retention, CancellationToken cancellationToken);
}
