using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Sqlite;

/// <summary>
/// History in one SQLite file. Readers see whole batches and delay nobody: a range is read a page at a time and nothing is held open between two pages, however slowly they are taken.
/// In write-ahead mode without a flush per commit a power cut may lose the newest rows, but leaves no part of a batch.
/// </summary>
public sealed class SqliteHistoryStore : IHistoryStore, IDisposable
{
    private const int PageRows = 4_096;

    private readonly string _path;
    private readonly string _readers;
    private readonly Lock _turn = new();
    private readonly SqliteConnection _writer;
    private readonly HistoryInserts _inserts;

    /// <param name="path">The file, made when it is not there; its folder must exist.</param>
    public SqliteHistoryStore(string path)
    {
        _path = path;
        _readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ConnectionString;
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        _writer.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        Execute(HistorySchema.Tables);
        AddMissingMetrics();
        _inserts = new HistoryInserts(_writer);
    }

    public long Bytes => Length(_path) + Length(_path + "-wal");

    public ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_turn)
        {
            _inserts.Write(batch);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken)
    {
        var series = new List<RecordedSeries>();
        Read(HistorySchema.Series, row => series.Add(new RecordedSeries(new TickRoute(product, new Expiry(row.GetInt32(0))), row.GetInt64(1), row.GetInt64(2))), ("$product", product.ToString()));
        return ValueTask.FromResult<IReadOnlyList<RecordedSeries>>(series);
    }

    public IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, CancellationToken cancellationToken) => PagesAsync(
        HistorySchema.Metric(metric),
        static row => new MetricPoint(row.GetInt64(0), row.GetDouble(1)),
        static point => point.UnixSeconds,
        from,
        to,
        [("$product", route.Product.ToString()), ("$expiry", route.Expiry.DayNumber)],
        cancellationToken);

    public IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, CancellationToken cancellationToken) => PagesAsync(
        HistorySchema.Bars,
        static row => new Bar(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetInt32(5)),
        static bar => bar.StartUnixSeconds,
        from,
        to,
        [("$product", product.ToString()), ("$width", (int)interval)],
        cancellationToken);

    public ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken)
    {
        long? newest = null;
        Read(HistorySchema.NewestBar, row => newest = row.IsDBNull(0) ? null : row.GetInt64(0), ("$product", product.ToString()), ("$width", (int)interval));
        return ValueTask.FromResult(newest);
    }

    public ValueTask<long> TrimAsync(TimeSpan seconds, TimeSpan minuteBars, CancellationToken cancellationToken)
    {
        long dropped = 0;
        var routes = new List<(long Id, long Newest)>();
        Read(HistorySchema.NewestByRoute, row => routes.Add((row.GetInt64(0), row.GetInt64(1))));
        foreach ((long id, long newest) in routes)
        {
            long before = newest - (long)seconds.TotalSeconds;
            dropped += Trim(HistorySchema.TrimMetrics, id, 0, before, cancellationToken);
            dropped += Trim(HistorySchema.TrimBars, id, (int)BarInterval.OneSecond, before, cancellationToken);
            dropped += Trim(HistorySchema.TrimBars, id, (int)BarInterval.OneMinute, newest - (long)minuteBars.TotalSeconds, cancellationToken);
        }

        return ValueTask.FromResult(dropped);
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _inserts.Dispose();
            _writer.Dispose();
        }

        using var readers = new SqliteConnection(_readers);
        SqliteConnection.ClearPool(readers);
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private async IAsyncEnumerable<T> PagesAsync<T>(
        string text, Func<SqliteDataReader, T> read, Func<T, long> at, long from, long to, (string, object)[] key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<T>();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page.Clear();
            Read(text, row => page.Add(read(row)), [.. key, ("$from", from), ("$to", to), ("$limit", PageRows)]);
            foreach (T item in page)
            {
                yield return item;
            }

            if (page.Count > 0)
            {
                from = at(page[^1]) + 1;
                await Task.Yield();
            }
        }
        while (page.Count == PageRows);
    }

    private void Read(string text, Action<SqliteDataReader> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var connection = new SqliteConnection(_readers);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            read(reader);
        }
    }

    private long Trim(string text, long route, int width, long before, CancellationToken cancellationToken)
    {
        long all = 0;
        int dropped;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_turn)
            {
                using SqliteCommand command = _writer.CreateCommand();
                command.CommandText = text;
                command.Parameters.AddWithValue("$route", route);
                command.Parameters.AddWithValue("$width", width);
                command.Parameters.AddWithValue("$before", before);
                dropped = command.ExecuteNonQuery();
            }

            all += dropped;
        }
        while (dropped > 0);
        return all;
    }

    private void AddMissingMetrics()
    {
        var known = new HashSet<string>();
        using (SqliteCommand columns = _writer.CreateCommand())
        {
            columns.CommandText = "SELECT name FROM pragma_table_info('metrics')";
            using SqliteDataReader reader = columns.ExecuteReader();
            while (reader.Read())
            {
                known.Add(reader.GetString(0));
            }
        }

        foreach (string name in HistoryMetrics.Names.Where(name => !known.Contains(name)))
        {
            Execute(HistorySchema.AddMetric(name));
        }
    }

    private void Execute(string text)
    {
        using SqliteCommand command = _writer.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
