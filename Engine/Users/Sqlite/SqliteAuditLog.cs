namespace TradingAnalytics.Engine.Users.Sqlite;

/// <inheritdoc cref="IAuditLog"/>
public sealed class SqliteAuditLog(UserDatabase database) : IAuditLog
{
    public ValueTask AppendAsync(DateTimeOffset at, string actor, string action, string subject, string detail, string address, CancellationToken cancellationToken)
    {
        database.Execute(
            "INSERT INTO audit (at, actor, action, subject, detail, address) VALUES ($at, $actor, $action, $subject, $detail, $address)",
            ("$at", UserDatabase.Instant(at)), ("$actor", actor), ("$action", action), ("$subject", subject), ("$detail", detail), ("$address", address));
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<AuditEntry>>(database.Query(
        row => new AuditEntry(row.GetInt64(0), UserDatabase.Instant(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)),
        "SELECT number, at, actor, action, subject, detail, address FROM audit WHERE number < $before ORDER BY number DESC LIMIT $limit",
        ("$before", before ?? long.MaxValue), ("$limit", limit)));
}
