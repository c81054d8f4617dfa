using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Engine.Users.Sqlite;

/// <inheritdoc cref="ISessionStore"/>
public sealed class SqliteSessionStore(UserDatabase database) : ISessionStore
{
    private const int KeyBytes = 32;
    private const string Columns = "id, user, refresh, spent, created, expires";

    public ValueTask<Session?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(
        database.Exists ? database.Query(Read, $"SELECT {Columns} FROM sessions WHERE id = $id", ("$id", id)).FirstOrDefault() : null);

    public ValueTask AddAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        database.Execute(
            $"DELETE FROM sessions WHERE expires <= $now; INSERT INTO sessions ({Columns}) VALUES ($id, $user, $refresh, $spent, $created, $expires)",
            ("$now", UserDatabase.Instant(now)), ("$id", session.Id), ("$user", session.User), ("$refresh", session.RefreshHash), ("$spent", (object?)session.SpentHash ?? DBNull.Value),
            ("$created", UserDatabase.Instant(session.Created)), ("$expires", UserDatabase.Instant(session.Expires)));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RefreshAsync(string id, byte[] shown, byte[] next, DateTimeOffset expires, CancellationToken cancellationToken) => ValueTask.FromResult(database.Execute(
        "UPDATE sessions SET spent = refresh, refresh = $next, expires = $expires WHERE id = $id AND refresh = $shown",
        ("$id", id), ("$shown", shown), ("$next", next), ("$expires", UserDatabase.Instant(expires))) == 1);

    public ValueTask<bool> EndAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(database.Execute("DELETE FROM sessions WHERE id = $id", ("$id", id)) == 1);

    public byte[] SigningKey()
    {
        database.Execute("INSERT INTO settings (name, value) VALUES ('signing-key', $key) ON CONFLICT DO NOTHING", ("$key", RandomNumberGenerator.GetBytes(KeyBytes)));
        return database.Query(row => row.GetFieldValue<byte[]>(0), "SELECT value FROM settings WHERE name = 'signing-key'")[0];
    }

    private static Session Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3), UserDatabase.Instant(row, 4), UserDatabase.Instant(row, 5));
}
