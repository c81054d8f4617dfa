namespace TradingAnalytics.Engine.History.Sqlite;

/// <summary>The tables. Rows of one route lie together in the order of time, so a range is read from one place; a metric is a column, and one that is new is added to a file that lacks it.</summary>
internal static class HistorySchema
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS routes (id INTEGER PRIMARY KEY, product TEXT NOT NULL, expiry INTEGER NOT NULL, UNIQUE (product, expiry));
        CREATE TABLE IF NOT EXISTS metrics (route INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (route, at)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS bars (route INTEGER NOT NULL, width INTEGER NOT NULL, at INTEGER NOT NULL, open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL,
            ticks INTEGER NOT NULL, PRIMARY KEY (route, width, at)) WITHOUT ROWID;
        """;

    /// <summary>A bar that saw more is the better one: a market begun anew in the middle of a bar does not spoil what is kept.</summary>
    public const string PutBar = """
        INSERT INTO bars (route, width, at, open, high, low, close, ticks) VALUES ($route, $width, $at, $open, $high, $low, $close, $ticks)
        ON CONFLICT DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, ticks = excluded.ticks WHERE excluded.ticks >= ticks
        """;

    public const string FindRoute = "SELECT id FROM routes WHERE product = $product AND expiry = $expiry";

    public const string AddRoute = "INSERT INTO routes (product, expiry) VALUES ($product, $expiry) RETURNING id";

    public const string Series = """
        SELECT expiry, (SELECT min(at) FROM metrics WHERE route = id) AS oldest, (SELECT max(at) FROM metrics WHERE route = id) AS newest
        FROM routes WHERE product = $product AND oldest IS NOT NULL ORDER BY expiry
        """;

    public const string Bars = """
        SELECT at, open, high, low, close, ticks FROM bars WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = 0) AND width = $width AND at >= $from AND at < $to
        ORDER BY at LIMIT $limit
        """;

    public const string NewestBar = "SELECT max(at) FROM bars WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = 0) AND width = $width";

    /// <summary>Routes with the newest second known of their product.</summary>
    public const string NewestByRoute = """
        SELECT id, max(max(coalesce((SELECT max(at) FROM metrics WHERE route = id), 0), coalesce((SELECT max(at) FROM bars WHERE route = id AND width = 1), 0),
            coalesce((SELECT max(at) FROM bars WHERE route = id AND width = 60), 0))) OVER (PARTITION BY product) FROM routes
        """;

    /// <summary>Drops the oldest, some thousands at a time, so that rows that come meanwhile wait for no long deletion.</summary>
    public const string TrimMetrics = """
        DELETE FROM metrics WHERE route = $route AND at < $before AND at <= coalesce((SELECT at FROM metrics WHERE route = $route ORDER BY at LIMIT 1 OFFSET 10000), $before)
        """;

    public const string TrimBars = """
        DELETE FROM bars WHERE route = $route AND width = $width AND at < $before
            AND at <= coalesce((SELECT at FROM bars WHERE route = $route AND width = $width ORDER BY at LIMIT 1 OFFSET 10000), $before)
        """;

    public static string AddMetric(string name) => $"ALTER TABLE metrics ADD COLUMN {name} REAL";

    public static string PutMetrics =>
        $"INSERT OR REPLACE INTO metrics (route, at, {string.Join(", ", HistoryMetrics.Names)}) VALUES ($route, $at, {string.Join(", ", HistoryMetrics.Names.Select(name => $"${name}"))})";

    public static string Metric(HistoryMetric metric) => $"""
        SELECT at, {HistoryMetrics.NameOf(metric)} FROM metrics WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = $expiry) AND at >= $from AND at < $to
            AND {HistoryMetrics.NameOf(metric)} IS NOT NULL ORDER BY at LIMIT $limit
        """;
}
