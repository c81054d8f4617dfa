using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Engine.Users.Sqlite;

/// <summary>
/// The file of users, keys, sessions and the audit log of one machine. A statement is on disk when it returns. The file is made when first written to and readable by its owner only; several
/// processes (the host and the command line) may have it open at the same time.
/// </summary>
public sealed class UserDatabase
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, password TEXT NOT NULL, roles INTEGER NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS attempts (name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL, locked_until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS api_keys (id TEXT PRIMARY KEY, name TEXT NOT NULL, roles INTEGER NOT NULL, secret BLOB NOT NULL, created INTEGER NOT NULL, created_by TEXT NOT NULL,
            expires INTEGER, last_used INTEGER, rotated INTEGER, revoked INTEGER) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user TEXT NOT NULL, refresh BLOB NOT NULL, spent BLOB, created INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, address TEXT NOT NULL);
        CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is only added to.'); END;
        CREATE TRIGGER IF NOT EXISTS audit_is_never_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is only added to.'); END;
        """;

    private readonly string _connection;
    private readonly Lock _making = new();
    private volatile bool _made;

    public UserDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _connection = new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 10 }.ConnectionString;
    }

    public string Path { get; }

    /// <summary>Whether there is a file: without one there is nobody, and reading makes none.</summary>
    public bool Exists => _made || File.Exists(Path);

    internal static object Instant(DateTimeOffset? time) => time is { } given ? given.ToUnixTimeMilliseconds() : DBNull.Value;

    internal static DateTimeOffset Instant(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    internal static DateTimeOffset? MaybeInstant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    internal int Execute(string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteConnection connection = Open();
        return new DatabaseTurn(connection).Execute(text, parameters);
    }

    /// <summary>The rows a statement gives.</summary>
    internal List<T> Query<T>(Func<SqliteDataReader, T> read, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteConnection connection = Open();
        return new DatabaseTurn(connection).Query(read, text, parameters);
    }

    /// <summary>Runs statements of which all hold or none, with no other writer in between.</summary>
    internal T InTransaction<T>(Func<DatabaseTurn, T> work)
    {
        using SqliteConnection connection = Open();
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        T result = work(new DatabaseTurn(connection));
        transaction.Commit();
        return result;
    }

    private SqliteConnection Open()
    {
        Make();
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            new DatabaseTurn(connection).Execute("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Make()
    {
        if (_made)
        {
            return;
        }

        lock (_making)
        {
            if (_made)
            {
                return;
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (!File.Exists(Path))
            {
                var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                using FileStream empty = new(Path, options);
            }

            using var connection = new SqliteConnection(_connection);
            connection.Open();
            var turn = new DatabaseTurn(connection);
            turn.Execute("PRAGMA journal_mode = WAL");
            turn.Execute(Schema);
            _made = true;
        }
    }
}
