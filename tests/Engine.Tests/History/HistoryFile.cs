using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>A store in a folder that is thrown away, and rows for it.</summary>
internal sealed class HistoryFile : IDisposable
{
    public const long Start = 1_755_500_400;

    public static readonly ProductId Nifty = ProductId.Parse("NIFTY");
    public static readonly TickRoute Product = new(Nifty, Expiry.None);
    public static readonly TickRoute Chain = new(Nifty, Expiry.On(2025, 8, 28));

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-history-").FullName;

    public HistoryFile() => Store = new SqliteHistoryStore(Path);

    public string Path => System.IO.Path.Combine(_folder, "history.db");

    public SqliteHistoryStore Store { get; private set; }

    public static MetricRow Row(TickRoute route, long second, HistoryMetric metric, double value)
    {
        var values = new double[HistoryMetrics.Count];
        Array.Fill(values, double.NaN);
        values[(int)metric] = value;
        return new MetricRow(route, second, values);
    }

    public static BarRow Bar(long start, double close, int ticks = 1, BarInterval interval = BarInterval.OneMinute) => new(Nifty, interval, new Bar(start, 1, 9, 0.5, close, ticks));

    public ValueTask WriteAsync(params MetricRow[] rows) => Store.WriteAsync(new HistoryBatch(rows, []), CancellationToken.None);

    public ValueTask WriteAsync(params BarRow[] rows) => Store.WriteAsync(new HistoryBatch([], rows), CancellationToken.None);

    public async Task<List<MetricPoint>> ReadAsync(TickRoute route, HistoryMetric metric, long from = 0, long to = long.MaxValue)
    {
        var points = new List<MetricPoint>();
        await foreach (MetricPoint point in Store.MetricsAsync(route, metric, from, to, CancellationToken.None))
        {
            points.Add(point);
        }

        return points;
    }

    public async Task<List<Bar>> ReadAsync(BarInterval interval, long from = 0, long to = long.MaxValue)
    {
        var bars = new List<Bar>();
        await foreach (Bar bar in Store.BarsAsync(Nifty, interval, from, to, CancellationToken.None))
        {
            bars.Add(bar);
        }

        return bars;
    }

    public void Reopen()
    {
        Store.Dispose();
        Store = new SqliteHistoryStore(Path);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
