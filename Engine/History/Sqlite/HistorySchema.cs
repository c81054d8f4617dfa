namespace TradingAnalytics.Engine.History.Sqlite;

/// <summary>The tables. Rows of one route lie together in the order of time, so a range is read from one place; a metric is a column, and one that is new is added to a file that lacks it.</summary>
internal static class HistorySchema
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS routes (id INTEGER PRIMARY KEY, product TEXT NOT NULL, expiry INTEGER NOT NULL, UNIQUE (product, expiry));
        CREATE TABLE IF NOT EXISTS metrics (route INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (route, at)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS bars (route INTEGER NOT NULL, width INTEGER NOT NULL, at INTEGER NOT NULL, open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL,
            ticks INTEGER NOT NULL, PRIMARY KEY (route, width, at)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS snapshots (route INTEGER NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL, own INTEGER NOT NULL, underlying INTEGER NOT NULL, received INTEGER NOT NULL,
            state BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS snapshots_at ON snapshots (route, at);
        CREATE INDEX IF NOT EXISTS snapshots_day ON snapshots (route, day, at);
        """;

    /// <summary>A bar that saw more is the better one: a market begun anew in the middle of a bar does not spoil what is kept.</summary>
    public const string PutBar = """
        INSERT INTO bars (route, width, at, open, high, low, close, ticks) VALUES ($route, $width, $at, $open, $high, $low, $close, $ticks)
        ON CONFLICT DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, ticks = excluded.ticks WHERE excluded.ticks >= ticks
        """;

    public const string PutSnapshot = """
        INSERT INTO snapshots (route, at, day, own, underlying, received, state) VALUES ($route, $at, $day, $own, $underlying, $received, $state)
        ON CONFLICT (route, at) DO UPDATE SET day = excluded.day, own = excluded.own, underlying = excluded.underlying, received = excluded.received, state = excluded.state
        """;

    public const string Snapshots = """
        SELECT expiry, at, day, own, underlying, received, state FROM routes JOIN snapshots ON snapshots.route = routes.id
        WHERE product = $product AND (expiry = 0 OR expiry >= $first) AND at = (SELECT max(at) FROM snapshots WHERE route = routes.id AND at <= $at) ORDER BY expiry
        """;

    public const string SnapshotRange = """
        SELECT at, day, own, underlying, received, state FROM snapshots WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = $expiry) AND at >= $from AND at < $to
        ORDER BY at LIMIT $limit
        """;

    public const string Days = """
        SELECT day, min(at), max(at), count(*) FROM snapshots WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = 0) GROUP BY day ORDER BY day
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
            coalesce((SELECT max(at) FROM bars WHERE route = id AND width = 60), 0), coalesce((SELECT max(at) FROM snapshots WHERE route = id) / 1000000, 0))) OVER (PARTITION BY product) FROM routes
        """;

    /// <summary>Drops the oldest, some thousands at a time, so that rows that come meanwhile wait for no long deletion.</summary>
    public const string TrimMetrics = """
        DELETE FROM metrics WHERE route = $route AND at < $before AND at <= coalesce((SELECT at FROM metrics WHERE route = $route ORDER BY at LIMIT 1 OFFSET 10000), $before)
        """;

    public const string TrimBars = """
        DELETE FROM bars WHERE route = $route AND width = $width AND at < $before
            AND at <= coalesce((SELECT at FROM bars WHERE route = $route AND width = $width ORDER BY at LIMIT 1 OFFSET 10000), $before)
        """;

    /// <summary>Of a chain that is over nothing may be left but its last state, which nobody asks for any more: it goes with the rest.</summary>
    public const string TrimSnapshots = """
        DELETE FROM snapshots WHERE rowid IN (SELECT rowid FROM snapshots WHERE route = $route AND at < 1000000 * $before ORDER BY at LIMIT 1000)
        """;

    public static string AddMetric(string name) => $"ALTER TABLE metrics ADD COLUMN {name} REAL";

    public static string PutMetrics =>
        $"INSERT OR REPLACE INTO metrics (route, at, {string.Join(", ", HistoryMetrics.Names)}) VALUES ($route, $at, {string.Join(", ", HistoryMetrics.Names.Select(name => $"${name}"))})";

    public static string Metric(HistoryMetric metric) => $"""
        SELECT at, {HistoryMetrics.NameOf(metric)} FROM metrics WHERE route = (SELECT id FROM routes WHERE product = $product AND expiry = $expiry) AND at >= $from AND at < $to
            AND {HistoryMetrics.NameOf(metric)} IS NOT NULL ORDER BY at LIMIT $limit
        """;
}
