namespace TradingAnalytics.Engine.Users;

/// <summary>Where users lie. Changes are on disk when a call completes.</summary>
public interface IUserStore
{
    ValueTask<User?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All users, by name.</summary>
    ValueTask<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken);

    /// <summary>False when there is one of that name.</summary>
    ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken);

    /// <summary>Changes password and roles, whichever is given, and ends the user's sessions; false when there is no such user.</summary>
    ValueTask<bool> ChangeAsync(string name, string? passwordHash, UserRoles? roles, CancellationToken cancellationToken);

    /// <summary>Removes the user and his sessions; false when there is no such user.</summary>
    ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Counts an attempt to sign in under a name, known or not: the same work for both. False while the name is locked. The attempt that makes <paramref name="most"/> is still judged; after it the
    /// name is locked for <paramref name="lockFor"/>.
    /// </summary>
    ValueTask<bool> BeginAttemptAsync(string name, DateTimeOffset now, int most, TimeSpan lockFor, CancellationToken cancellationToken);

    /// <summary>Forgets the attempts under a name: the last one was right, or an admin unlocks it.</summary>
    ValueTask ClearAttemptsAsync(string name, CancellationToken cancellationToken);
}
