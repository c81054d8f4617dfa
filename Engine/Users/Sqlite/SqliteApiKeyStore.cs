using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Engine.Users.Sqlite;

/// <inheritdoc cref="IApiKeyStore"/>
public sealed class SqliteApiKeyStore(UserDatabase database) : IApiKeyStore
{
    private const string Columns = "id, name, roles, secret, created, created_by, expires, last_used, rotated, revoked";

    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(
        database.Exists ? database.Query(Read, $"SELECT {Columns} FROM api_keys WHERE id = $id", ("$id", id)).FirstOrDefault() : null);

    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ApiKey>>(database.Query(Read, $"SELECT {Columns} FROM api_keys ORDER BY created, id"));

    public ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        database.Execute(
            $"INSERT INTO api_keys ({Columns}) VALUES ($id, $name, $roles, $secret, $created, $by, $expires, $used, $rotated, $revoked)",
            ("$id", key.Id), ("$name", key.Name), ("$roles", (int)key.Roles), ("$secret", key.SecretHash), ("$created", UserDatabase.Instant(key.Created)), ("$by", key.CreatedBy),
            ("$expires", UserDatabase.Instant(key.Expires)), ("$used", UserDatabase.Instant(key.LastUsed)), ("$rotated", UserDatabase.Instant(key.Rotated)), ("$revoked", UserDatabase.Instant(key.Revoked)));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RotateAsync(string id, byte[] secretHash, DateTimeOffset now, CancellationToken cancellationToken) => ValueTask.FromResult(database.Execute(
        "UPDATE api_keys SET secret = $secret, rotated = $now WHERE id = $id AND revoked IS NULL", ("$id", id), ("$secret", secretHash), ("$now", UserDatabase.Instant(now))) == 1);

    public ValueTask<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(database.Execute("UPDATE api_keys SET revoked = $now WHERE id = $id AND revoked IS NULL", ("$id", id), ("$now", UserDatabase.Instant(now))) == 1);

    public ValueTask UsedAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        database.Execute("UPDATE api_keys SET last_used = $now WHERE id = $id", ("$id", id), ("$now", UserDatabase.Instant(now)));
        return ValueTask.CompletedTask;
    }

    private static ApiKey Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        (UserRoles)row.GetInt32(2),
        row.GetFieldValue<byte[]>(3),
        UserDatabase.Instant(row, 4),
        row.GetString(5),
        UserDatabase.MaybeInstant(row, 6),
        UserDatabase.MaybeInstant(row, 7),
        UserDatabase.MaybeInstant(row, 8),
        UserDatabase.MaybeInstant(row, 9));
}
