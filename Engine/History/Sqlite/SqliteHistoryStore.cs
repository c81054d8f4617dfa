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
    private SqliteConnection? _writer;
    private HistoryInserts? _inserts;
    private bool _disposed;

    /// <param name="path">The file, made when it is not there. It is opened when it is first needed, and again after it failed.</param>
    public SqliteHistoryStore(string path)
    {
        _path = path;
        _readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ConnectionString;
    }

    public long Bytes => Length(_path) + Length(_path + "-wal");

    public ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_turn)
        {
            Open();
            try
            {
                _inserts!.Write(batch);
            }
            catch (SqliteException failure)
            {
                Close();
                throw Unavailable(failure);
            }
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

    public ValueTask<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(ProductId product, Expiry firstExpiry, long atUnixMicroseconds, CancellationToken cancellationToken)
    {
        var snapshots = new List<MarketSnapshot>();
        Read(
            HistorySchema.Snapshots,
            row => snapshots.Add(new MarketSnapshot(
                new TickRoute(product, new Expiry(row.GetInt32(0))), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetFieldValue<byte[]>(6))),
            ("$product", product.ToString()),
            ("$first", firstExpiry.DayNumber),
            ("$at", atUnixMicroseconds));
        return ValueTask.FromResult<IReadOnlyList<MarketSnapshot>>(snapshots);
    }

    public IAsyncEnumerable<MarketSnapshot> SnapshotsAsync(TickRoute route, long from, long to, CancellationToken cancellationToken) => PagesAsync(
        HistorySchema.SnapshotRange,
        row => new MarketSnapshot(route, row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetFieldValue<byte[]>(5)),
        static snapshot => snapshot.UnixMicroseconds,
        from,
        to,
        [("$product", route.Product.ToString()), ("$expiry", route.Expiry.DayNumber)],
        cancellationToken);

    public ValueTask<IReadOnlyList<RecordedDay>> DaysAsync(ProductId product, CancellationToken cancellationToken)
    {
        var days = new List<RecordedDay>();
        Read(
            HistorySchema.Days,
            row => days.Add(new RecordedDay(DateOnly.FromDayNumber(row.GetInt32(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3))),
            ("$product", product.ToString()));
        return ValueTask.FromResult<IReadOnlyList<RecordedDay>>(days);
    }

    public ValueTask<long> TrimAsync(HistoryRetention retention, CancellationToken cancellationToken)
    {
        long dropped = 0;
        var routes = new List<(long Id, long Newest)>();
        Read(HistorySchema.NewestByRoute, row => routes.Add((row.GetInt64(0), row.GetInt64(1))));
        foreach ((long id, long newest) in routes)
        {
            long before = newest - (long)retention.Seconds.TotalSeconds;
            dropped += Trim(HistorySchema.TrimMetrics, id, 0, before, cancellationToken);
            dropped += Trim(HistorySchema.TrimBars, id, (int)BarInterval.OneSecond, before, cancellationToken);
            dropped += Trim(HistorySchema.TrimBars, id, (int)BarInterval.OneMinute, newest - (long)retention.MinuteBars.TotalSeconds, cancellationToken);
            dropped += Trim(HistorySchema.TrimSnapshots, id, 0, newest - (long)retention.Snapshots.TotalSeconds, cancellationToken);
        }

        return ValueTask.FromResult(dropped);
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _disposed = true;
            Close();
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
        if (Volatile.Read(ref _writer) is null)
        {
            lock (_turn)
            {
                Open();
            }
        }

        try
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
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
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
                Open();
                try
                {
                    using SqliteCommand command = _writer!.CreateCommand();
                    command.CommandText = text;
                    command.Parameters.AddWithValue("$route", route);
                    command.Parameters.AddWithValue("$width", width);
                    command.Parameters.AddWithValue("$before", before);
                    dropped = command.ExecuteNonQuery();
                }
                catch (SqliteException failure)
                {
                    throw Unavailable(failure);
                }
            }

            all += dropped;
        }
        while (dropped > 0);
        return all;
    }

    /// <summary>In the writer's turn.</summary>
    private void Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_writer is not null)
        {
            return;
        }

        SqliteConnection writer = new(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ConnectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
            writer.Open();
            Execute(writer, "PRAGMA journal_mode = WAL");
            Execute(writer, "PRAGMA synchronous = NORMAL");
            Execute(writer, HistorySchema.Tables);
            AddMissingMetrics(writer);
            _inserts = new HistoryInserts(writer);
            Volatile.Write(ref _writer, writer);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            writer.Dispose();
            throw Unavailable(failure);
        }
    }

    private void Close()
    {
        _inserts?.Dispose();
        _writer?.Dispose();
        _inserts = null;
        Volatile.Write(ref _writer, null);
    }

    private HistoryUnavailableException Unavailable(Exception failure) => new($"The history in {Path.GetFileName(_path)} cannot be used now: {failure.Message}", failure);

    private static void AddMissingMetrics(SqliteConnection writer)
    {
        var known = new HashSet<string>();
        using (SqliteCommand columns = writer.CreateCommand())
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
            Execute(writer, HistorySchema.AddMetric(name));
        }
    }

    private static void Execute(SqliteConnection writer, string text)
    {
        using SqliteCommand command = writer.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
