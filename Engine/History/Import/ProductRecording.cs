using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Import;

/// <summary>What of one product in the driver is new since the last look, as rows of history: the same that are recorded of the live one, but of each second of the market, not of the clock.</summary>
internal sealed class ProductRecording(ProductBook book, MarketDriver driver, PastOptions options)
{
    private readonly VolatilityIndexOptions _index = options.IndexOf(book.Product.Id);
    private readonly Dictionary<Expiry, ChainAnalysis> _analyses = [];
    private readonly Dictionary<TickRoute, MetricRow> _last = [];
    private readonly Dictionary<BarInterval, Bar> _lastBars = [];
    private long _ticks;

    /// <summary>Adds rows to a batch; nothing when no tick came since the last time.</summary>
    /// <param name="rows">Where to.</param>
    /// <param name="withSnapshots">Whether to keep the state too.</param>
    public void Look(ImportRows rows, bool withSnapshots)
    {
        if (book.Ticks == _ticks || book.AsOfUnixMicroseconds == 0)
        {
            return;
        }

        _ticks = book.Ticks;
        ChainBook[] chains = [.. driver.Chains(book.Product.Id).Where(chain => IsLive(chain.Expiry))];
        AddMetrics(rows.Metrics, chains);
        AddBars(rows.Bars, BarInterval.OneSecond);
        AddBars(rows.Bars, BarInterval.OneMinute);
        if (withSnapshots)
        {
            rows.Snapshots.Add(Snapshot(new TickRoute(book.Product.Id, Expiry.None), chains.Aggregate(book.AsOfUnixMicroseconds, (newest, chain) => Math.Max(newest, chain.AsOfUnixMicroseconds)), book.Quotes(), ProductDay.Of(book)));
            rows.Snapshots.AddRange(chains.Select(chain => Snapshot(new TickRoute(book.Product.Id, chain.Expiry), chain.AsOfUnixMicroseconds, chain.ToTicks(), [])));
        }
    }

    private bool IsLive(Expiry expiry) => book.Product.CutOff(expiry) + options.RetireAfter > TimeOf(book.AsOfUnixMicroseconds);

    private void AddMetrics(List<MetricRow> rows, ChainBook[] chains)
    {
        var product = new LiveTable(ProductSchema.Table, 0);
        var analysis = new ProductAnalysis(book.Product, _index);
        foreach (ChainBook chain in chains)
        {
            if (!_analyses.TryGetValue(chain.Expiry, out ChainAnalysis? its))
            {
                its = new ChainAnalysis(book.Product, chain.Expiry, _index);
                _analyses.Add(chain.Expiry, its);
            }

            chain.Analyse(its);
            analysis.Take(its.Result!);
            book.Update(chain.Headline);
        }

        book.Publish(product);
        product.Commit();
        var tables = new TableGroup(0, ProductAnalysis.Tables);
        analysis.Publish(tables);
        tables.Commit();
        foreach (MetricRow row in PublishedMetrics.Read(
            book.Product.Id, chains.Select(chain => chain.Expiry), product.Snapshot(), tables.Snapshot(TableKind.Exposures), tables.Snapshot(TableKind.Surface), tables.Snapshot(TableKind.VolatilityIndex)))
        {
            if (!_last.TryGetValue(row.Route, out MetricRow? last) || !last.SaysTheSameAs(row))
            {
                _last[row.Route] = row;
                rows.Add(row);
            }
        }
    }

    private void AddBars(List<BarRow> rows, BarInterval interval)
    {
        bool has = _lastBars.TryGetValue(interval, out Bar last);
        foreach (Bar bar in book.Bars(interval, has ? last.StartUnixSeconds : 0, long.MaxValue))
        {
            if (!has || bar != last)
            {
                rows.Add(new BarRow(book.Product.Id, interval, bar));
            }

            _lastBars[interval] = bar;
        }
    }

    private MarketSnapshot Snapshot(TickRoute route, long asOf, Tick[] ticks, double[] day) =>
        new(route, asOf, book.Product.DateOf(TimeOf(asOf)).DayNumber, MarketSnapshot.NoJournal, MarketSnapshot.NoJournal, 0, SnapshotCodec.Encode(ticks, day));

    private static DateTimeOffset TimeOf(long unixMicroseconds) => DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);
}
