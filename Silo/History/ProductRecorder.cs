using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>Finds what is new of one product since it last looked. One caller at a time.</summary>
public sealed class ProductRecorder(ProductId product, IProductGrain grain, IProductAnalyticsGrain analytics, IHistoryStore store)
{
    /// <summary>Looks after the product's last change in which what follows from it may still change; then the market rests and is left alone.</summary>
    private const int LooksAfterChange = 5;

    private readonly Dictionary<TickRoute, MetricRow> _last = [];
    private readonly Dictionary<BarInterval, Bar> _lastBars = [];
    private (long Epoch, long Sequence) _version;
    private int _unchanged;

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

        return new HistoryBatch(metrics, bars);
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
