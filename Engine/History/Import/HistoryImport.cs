using TradingAnalytics.Engine.Driver;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.History.Import;

/// <summary>
/// Brings a recording into the store: it runs through the deterministic driver as it would through the server, and what the books come to is recorded at each second and snapshot of market time. The
/// same recording again writes the same rows over themselves.
/// </summary>
public sealed class HistoryImport
{
    private readonly IHistoryStore _store;
    private readonly HistoryOptions _options;
    private readonly PastOptions _past;
    private readonly MarketDriver _driver;
    private readonly Dictionary<ProductId, ProductRecording> _products = [];
    private readonly ImportRows _rows = new();
    private long _metrics;
    private long _bars;
    private long _snapshots;

    /// <param name="store">Where to.</param>
    /// <param name="catalogue">Products taken.</param>
    /// <param name="options">How often states are kept, and how large a batch is.</param>
    /// <param name="past">How chains are treated.</param>
    /// <param name="onRefusal">Told each observation that was refused.</param>
    public HistoryImport(IHistoryStore store, ProductCatalogue catalogue, HistoryOptions options, PastOptions past, Action<Refusal>? onRefusal = null)
    {
        _store = store;
        _options = options;
        _past = past;
        _driver = new MarketDriver(catalogue, new DriverOptions { Cadence = TimeSpan.FromDays(1) }, onRefusal);
    }

    public DriverCounts Counts => _driver.Counts;

    /// <summary>Reads to the end and writes as it goes.</summary>
    /// <param name="market">The recording.</param>
    /// <param name="skips">What of it could not be read.</param>
    /// <param name="progress">Told after each batch written; quick.</param>
    /// <param name="cancellationToken">Stops after a batch: what is written stays, and the import may be run again.</param>
    public async Task<ImportProgress> RunAsync(IRecordedMarket market, SkipReport skips, Action<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        long step = (long)_options.SnapshotEvery.TotalSeconds;
        long second = long.MinValue;
        foreach (RecordedBatch batch in market.Read(skips))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long next = batch.Time.ToUnixTimeSeconds();
            if (next > second)
            {
                if (second != long.MinValue)
                {
                    Look(withSnapshots: next / step > second / step);
                }

                second = next;
            }

            if (_rows.Count >= _options.MaxBatchRows)
            {
                await WriteAsync(cancellationToken);
                progress?.Invoke(Progress());
            }

            _driver.Submit(batch.Ticks);
        }

        Look(withSnapshots: true);
        await WriteAsync(cancellationToken);
        return Progress();
    }

    private void Look(bool withSnapshots)
    {
        foreach (ProductBook book in _driver.Products)
        {
            if (!_products.TryGetValue(book.Product.Id, out ProductRecording? recording))
            {
                recording = new ProductRecording(book, _driver, _past);
                _products.Add(book.Product.Id, recording);
            }

            recording.Look(_rows, withSnapshots);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        HistoryBatch batch = _rows.Take();
        await _store.WriteAsync(batch, cancellationToken);
        _metrics += batch.Metrics.Count;
        _bars += batch.Bars.Count;
        _snapshots += batch.Snapshots.Count;
    }

    private ImportProgress Progress() => new(
        DateTimeOffset.UnixEpoch.AddTicks(_driver.AsOfUnixMicroseconds * TimeSpan.TicksPerMicrosecond), Counts.Submitted, Counts.Accepted, _metrics, _bars, _snapshots);
}
