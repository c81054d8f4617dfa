namespace TradingAnalytics.Engine.Users;

/// <summary>Where sessions lie, and the key their tokens are signed with. Changes are on disk when a call completes.</summary>
public interface ISessionStore
{
    ValueTask<Session?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a session, and forgets those that have expired.</summary>
    ValueTask AddAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts the next refresh secret in the place of the one shown, which is spent then; false when the one in force is another. Of two who show the same one, one succeeds.</summary>
    ValueTask<bool> RefreshAsync(string id, byte[] shown, byte[] next, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Ends a session; false when there is none.</summary>
    ValueTask<bool> EndAsync(string id, CancellationToken cancellationToken);

    /// <summary>The secret tokens are signed with: 32 random bytes, made when first asked for and the same for every process on this store ever after.</summary>
    byte[] SigningKey();
}
