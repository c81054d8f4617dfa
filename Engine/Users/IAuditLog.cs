namespace TradingAnalytics.Engine.Users;

/// <summary>What was done, in order. Entries are added and read, never changed.</summary>
public interface IAuditLog
{
    ValueTask AppendAsync(DateTimeOffset at, string actor, string action, string subject, string detail, string address, CancellationToken cancellationToken);

    /// <summary>At most so many entries, newest first; with <paramref name="before"/> only those with lower numbers.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken);
}
