using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.History;

/// <summary>A web front over a history of metrics and bars, written once for all the questions asked of it.</summary>
public sealed class RecordedWeb : IAsyncLifetime
{
    /// <summary>How many seconds of NIFTY's chain are kept.</summary>
    public const int Points = 6_000;

    private static readonly TickRoute s_over = new("NIFTY", Expiry.On(2026, 8, 11));

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-history-api-").FullName;
    private SqliteHistoryStore _store = null!;
    private TestWeb _web = null!;

    /// <summary>09:15 in Kolkata.</summary>
    public static DateTimeOffset Open { get; } = new(2026, 8, 18, 3, 45, 0, TimeSpan.Zero);

    public HttpClient Http => _web.Http;

    public async ValueTask InitializeAsync()
    {
        _store = new SqliteHistoryStore(Path.Combine(_folder, "history.db"));
        long start = Open.ToUnixTimeSeconds();
        MetricRow[] rows =
        [
            .. Enumerable.Range(0, Points).Select(i => Row(TestProducts.Chain, start + i, HistoryMetric.PcrOi, i == 4_321 ? 99.5 : (10_000 + i) / 10_000.0)),
            Row(TestProducts.Nifty, start, HistoryMetric.Spot, 24_213.5),
            Row(s_over, start - 604_800, HistoryMetric.MaxPain, 24_000),
        ];
        BarRow[] bars = [.. Enumerable.Range(0, 750).Select(i => new BarRow(
            TestProducts.Nifty.Product,
            BarInterval.OneMinute,
            new Bar(start + (86_400 * (i / 375)) + (60 * (i % 375)), 100 + i, 110 + i, 90 + i, 101 + i, 2)))];
        await _store.WriteAsync(new HistoryBatch(rows, bars), TestContext.Current.CancellationToken);
        _web = await TestWeb.StartAsync(services =>
        {
            services.AddSingleton<IHistoryStore>(_store);
            services.AddSingleton<IHistoryStatus>(new Figures());
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static MetricRow Row(TickRoute route, long second, HistoryMetric metric, double value)
    {
        var values = new double[HistoryMetrics.Count];
        Array.Fill(values, double.NaN);
        values[(int)metric] = value;
        return new MetricRow(route, second, values);
    }

    private sealed class Figures : IHistoryStatus
    {
        public HistoryFigures Read() => new() { Written = 5, Queued = 4, Dropped = 3, Failures = 2, Fault = "disk full", Bytes = 1 };
    }
}
