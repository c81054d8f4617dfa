using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>Finds what is new of one product since it last looked. One caller at a time.</summary>
public sealed class ProductRecorder(ProductId product, IProductGrain grain, IProductAnalyticsGrain analytics, IHistoryStore store, SnapshotTaker snapshots, TimeSpan snapshotEvery)
{
    /// <summary>Looks after the product's last change in which what follows from it may still change; then the market rests and is left alone.</summary>
    private const int LooksAfterChange = 5;

    private readonly Dictionary<TickRoute, MetricRow> _last = [];
    private readonly Dictionary<BarInterval, Bar> _lastBars = [];
    private (long Epoch, long Sequence) _version;
    private int _unchanged;
    private long _lastSnapshot = long.MinValue;

    /// <summary>Rows that say something new.</summary>
    public async Task<HistoryBatch> LookAsync(IReadOnlyList<Expiry> expiries, CancellationToken cancellationToken)
    {
        LiveUpdate own = await grain.Snapshot().WaitAsync(cancellationToken);
        _unchanged = (own.Epoch, own.Sequence) == _version ? _unchanged + 1 : 0;
        _version = (own.Epoch, own.Sequence);
        if (_unchanged > LooksAfterChange)
        {
            return new HistoryBatch([], []);
        }

        LiveUpdate exposures = await analytics.Table(TableKind.Exposures).WaitAsync(cancellationToken);
        LiveUpdate surface = await analytics.Table(TableKind.Surface).WaitAsync(cancellationToken);
        LiveUpdate index = await analytics.Table(TableKind.VolatilityIndex).WaitAsync(cancellationToken);
        List<MetricRow> metrics = PublishedMetrics.Read(product, expiries, own, exposures, surface, index);
        metrics.RemoveAll(row => _last.TryGetValue(row.Route, out MetricRow? last) && last.SaysTheSameAs(row));
        var bars = new List<BarRow>();
        await AddBarsAsync(bars, BarInterval.OneSecond, cancellationToken);
        await AddBarsAsync(bars, BarInterval.OneMinute, cancellationToken);
        foreach (MetricRow row in metrics)
        {
            _last[row.Route] = row;
        }

        return new HistoryBatch(metrics, bars, await SnapshotsAsync(metrics, expiries, cancellationToken));
    }

    /// <summary>One at each step of market time, and one where the market comes to rest: that is the state somebody will look at.</summary>
    private async Task<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(List<MetricRow> metrics, IReadOnlyList<Expiry> expiries, CancellationToken cancellationToken)
    {
        long step = metrics.Count == 0 ? _lastSnapshot : metrics[0].UnixSeconds / (long)snapshotEvery.TotalSeconds;
        if (step == _lastSnapshot && _unchanged != LooksAfterChange)
        {
            return [];
        }

        List<MarketSnapshot> taken = await snapshots.TakeAsync(product, expiries, cancellationToken);
        _lastSnapshot = step;
        return taken;
    }

    /// <summary>The product keeps its bars for hours, so a look that was missed, and a restart, lose none.</summary>
    private async Task AddBarsAsync(List<BarRow> rows, BarInterval interval, CancellationToken cancellationToken)
    {
        bool has = _lastBars.TryGetValue(interval, out Bar last);
        long from = has ? last.StartUnixSeconds : await store.NewestBarAsync(product, interval, cancellationToken) ?? 0;
        foreach (Bar bar in await grain.Bars(interval, from, long.MaxValue).WaitAsync(cancellationToken))
        {
            if (!has || bar != last)
            {
                rows.Add(new BarRow(product, interval, bar));
            }

            _lastBars[interval] = bar;
        }
    }
}
