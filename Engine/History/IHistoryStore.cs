using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>Where history is kept. Written by one writer, read by any number of readers at the same time. A row written again takes the place of the one before.</summary>
public interface IHistoryStore
{
    /// <summary>Bytes on disk.</summary>
    long Bytes { get; }

    /// <summary>Writes all of a batch or, when it throws, nothing.</summary>
    ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken);

    /// <summary>What metrics are kept of a product and its chains: the product first, then by expiry. Empty when there are none.</summary>
    ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken);

    /// <summary>A metric over [from, to) in Unix seconds, oldest first; seconds in which there was none, or in which nothing of the chain changed, are left out.</summary>
    IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, CancellationToken cancellationToken);

    /// <summary>Bars that start in [from, to) in Unix seconds, oldest first.</summary>
    IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, CancellationToken cancellationToken);

    /// <summary>The start of the newest bar kept; null when there is none.</summary>
    ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken);

    /// <summary>Drops what is older, by market time, than the product's newest row by more than its age.</summary>
    /// <param name="seconds">For metrics and one-second bars.</param>
    /// <param name="minuteBars">For one-minute bars.</param>
    /// <param name="cancellationToken">Stops between two parts of the work.</param>
    /// <returns>Rows dropped.</returns>
    ValueTask<long> TrimAsync(TimeSpan seconds, TimeSpan minuteBars, CancellationToken cancellationToken);
}
