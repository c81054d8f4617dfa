using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// History beside a live market: ticks' latency with and without rows streaming into the same SQLite file the market's own history goes to, and then what it takes to read a day's series and a chain as of a past
/// instant from that file.
/// </summary>
internal static class HistoryThroughput
{
    private const int TicksPerSecond = 1_000;
    private const int RowsPerSecond = 50_000;
    private const int RowsPerBatch = 500;
    private const int DaySeconds = 22_500;
    private const int Reads = 21;

    private static readonly TimeSpan s_cadence = TimeSpan.FromMilliseconds(100);

    /// <summary>Of no chain of the market that runs, on a day of its own.</summary>
    private static readonly TickRoute s_route = new("BANKNIFTY", Expiry.On(2020, 1, 30));
    private static readonly long s_day = new DateTimeOffset(2020, 1, 2, 3, 45, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public static async Task<List<Row>> RunAsync(double seconds)
    {
        var rows = new List<Row> { await PushLatency.RunAsync(TicksPerSecond, s_cadence, seconds) };
        Row latency = await PushLatency.RunAsync(TicksPerSecond, s_cadence, seconds, async (silo, during) => rows.Add(await WriteAsync(silo, during)), async silo =>
        {
            rows.Add(await ReadDayAsync(silo));
            rows.Add(await ReadAsOfAsync(silo));
        });
        rows.Insert(1, latency with { What = $"{latency.What}, beside {RowsPerSecond:N0} rows/s of history" });
        return rows;
    }

    private static async Task<Row> WriteAsync(RunningSilo silo, CancellationToken during)
    {
        HistoryWriter writer = silo.Services.GetRequiredService<HistoryWriter>();
        long before = writer.Read().Written;
        var watch = Stopwatch.StartNew();
        long offered = 0;
        while (!during.IsCancellationRequested)
        {
            for (long due = (long)(watch.Elapsed.TotalSeconds * RowsPerSecond); offered + RowsPerBatch <= due; offered += RowsPerBatch)
            {
                writer.TryWrite(Batch(offered));
            }

            await Task.Delay(5, CancellationToken.None);
        }

        double took = watch.Elapsed.TotalSeconds;
        HistoryFigures figures = writer.Read();
        return new Row(
            "History rows written into SQLite beside that",
            string.Create(CultureInfo.InvariantCulture, $"{(figures.Written - before) / took:N0}/s"),
            string.Create(CultureInfo.InvariantCulture, $"{offered / took:N0}/s offered for {took:0} s, each a second of {HistoryMetrics.Count} metrics; {figures.Dropped:N0} dropped, {figures.Queued:N0} waiting at the end"));
    }

    /// <summary>The rows come in the order of time, as recorded ones do; the first day of them is the one that is read.</summary>
    private static HistoryBatch Batch(long first)
    {
        var rows = new MetricRow[RowsPerBatch];
        for (int i = 0; i < rows.Length; i++)
        {
            var values = new double[HistoryMetrics.Count];
            for (int metric = 0; metric < values.Length; metric++)
            {
                values[metric] = 24_000 + ((first + i + metric) % 997 * 0.05);
            }

            rows[i] = new MetricRow(s_route, s_day + first + i, values);
        }

        return new HistoryBatch(rows, []);
    }

    private static async Task<Row> ReadDayAsync(RunningSilo silo)
    {
        IHistoryStore store = silo.Services.GetRequiredService<IHistoryStore>();
        int points = 0;
        double[] took = new double[Reads];
        for (int read = 0; read < Reads; read++)
        {
            var watch = Stopwatch.StartNew();
            points = 0;
            await foreach (MetricPoint _ in store.MetricsAsync(s_route, HistoryMetric.AtmIv, s_day, s_day + DaySeconds, CancellationToken.None))
            {
                points++;
            }

            took[read] = watch.Elapsed.TotalMilliseconds;
        }

        return new Row("A day's metric series read", Milliseconds(took), $"median and longest of {Reads}; {points:N0} points");
    }

    /// <summary>Each of another instant, over HTTP, in the market that has just run: a snapshot and the journal behind it.</summary>
    private static async Task<Row> ReadAsOfAsync(RunningSilo silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Address };
        TimeProvider time = silo.Services.GetRequiredService<TimeProvider>();
        DateTimeOffset now = time.GetUtcNow();
        double[] took = new double[Reads];
        long bytes = 0;
        for (int read = 0; read < Reads; read++)
        {
            string at = now.AddSeconds(-3 - (read * 0.5)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var watch = Stopwatch.StartNew();
            bytes = (await http.GetByteArrayAsync(new Uri($"api/data/chain/NIFTY?at={at}", UriKind.Relative))).Length;
            took[read] = watch.Elapsed.TotalMilliseconds;
        }

        return new Row("A chain as of a past instant, over HTTP", Milliseconds(took), $"median and longest of {Reads} instants; {bytes:N0} bytes");
    }

    private static string Milliseconds(double[] took)
    {
        Array.Sort(took);
        return string.Create(CultureInfo.InvariantCulture, $"{took[took.Length / 2]:0.0} ms, at most {took[^1]:0.0} ms");
    }
}
