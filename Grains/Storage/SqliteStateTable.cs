using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Grains.Storage;

/// <summary>
/// The one table of grain states, over one connection. Each write is one SQLite statement, so a crash leaves the state before it or after it, never a part.
/// In write-ahead mode without a flush per commit a power cut may lose the newest states, but never tears one; the journal brings back what they held.
/// </summary>
internal sealed class SqliteStateTable : IDisposable
{
    private readonly SqliteConnection _connection;

    public SqliteStateTable(string path)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        _connection = new SqliteConnection(builder.ConnectionString);
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        Execute("CREATE TABLE IF NOT EXISTS grain_state (name TEXT NOT NULL, grain TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (name, grain))");
    }

    public StoredState? Read(string name, string grain)
    {
        using SqliteCommand command = Command("SELECT version, payload FROM grain_state WHERE name = $name AND grain = $grain", name, grain);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new StoredState(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Writes over the version given, or as the first where it is null; false when the state is at another version.</summary>
    public bool TryWrite(string name, string grain, long? expected, byte[] payload)
    {
        string text = expected is null
            ? "INSERT INTO grain_state (name, grain, version, payload) VALUES ($name, $grain, 1, $payload) ON CONFLICT DO NOTHING"
            : "UPDATE grain_state SET version = version + 1, payload = $payload WHERE name = $name AND grain = $grain AND version = $expected";
        using SqliteCommand command = Command(text, name, grain);
        command.Parameters.AddWithValue("$payload", payload);
        AddExpected(command, expected);
        return command.ExecuteNonQuery() == 1;
    }

    /// <summary>Deletes the version given; false when the state is at another. Deleting what is not there succeeds.</summary>
    public bool TryDelete(string name, string grain, long? expected)
    {
        if (expected is null)
        {
            return Read(name, grain) is null;
        }

        using SqliteCommand command = Command("DELETE FROM grain_state WHERE name = $name AND grain = $grain AND version = $expected", name, grain);
        AddExpected(command, expected);
        return command.ExecuteNonQuery() == 1;
    }

    public void Dispose() => _connection.Dispose();

    private static void AddExpected(SqliteCommand command, long? expected)
    {
        if (expected is { } version)
        {
            command.Parameters.AddWithValue("$expected", version);
        }
    }

    private SqliteCommand Command(string text, string name, string grain)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$grain", grain);
        return command;
    }

    private void Execute(string text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
