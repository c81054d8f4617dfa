using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>A store in memory that refuses as often as a test wants.</summary>
internal sealed class GatedStore : IHistoryStore
{
    private volatile int _failures;

    public List<HistoryBatch> Written { get; } = [];

    public List<HistoryRetention> Trims { get; } = [];

    public int Failures
    {
        get => _failures;
        set => _failures = value;
    }

    public long Bytes => 0;

    public ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        if (_failures > 0)
        {
            _failures--;
            throw new IOException("the disk is full");
        }

        Written.Add(new HistoryBatch([.. batch.Metrics], [.. batch.Bars]));
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> TrimAsync(HistoryRetention retention, CancellationToken cancellationToken)
    {
        Trims.Add(retention);
        return ValueTask.FromResult(0L);
    }

    public ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(ProductId product, Expiry firstExpiry, long atUnixMicroseconds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<MarketSnapshot> SnapshotsAsync(TickRoute route, long from, long to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RecordedDay>> DaysAsync(ProductId product, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken) => throw new NotSupportedException();
}
