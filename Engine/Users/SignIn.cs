namespace TradingAnalytics.Engine.Users;

/// <summary>
/// The rules of sessions. An unknown name, a wrong password and a locked name get the same answer after the same work. A refresh token is good once: the second to show it ends the session, for one
/// of the two has stolen it.
/// </summary>
public sealed class SignIn(IUserStore users, ISessionStore sessions, IPasswords passwords, SignInOptions options, TimeProvider time) : IDisposable
{
    private const int MaxHashing = 2;
    private const int MaxToken = 128;

    // Hashing takes tens of milliseconds of a processor by intent: so many may be at it at once, and the rest wait.
    private readonly SemaphoreSlim _hashing = new(MaxHashing);
    private readonly Lazy<string> _nobodys = new(() => passwords.Hash(Secret.New()));

    public void Dispose() => _hashing.Dispose();

    /// <summary>Begins a session; null when it may not be.</summary>
    public async ValueTask<SignedIn?> LoginAsync(string? name, string? password, CancellationToken cancellationToken)
    {
        bool readable = UserName.TryRead(name, out string known) && password is { Length: > 0 and <= PasswordRule.MaxLength };
        if (!readable)
        {
            known = "?";
        }

        // Made before anybody is looked for, or the first unknown name would take the time of two hashes.
        string nobodys = _nobodys.Value;
        bool open = await users.BeginAttemptAsync(known, time.GetUtcNow(), options.MaxFailures, options.LockFor, cancellationToken);
        User? user = await users.FindAsync(known, cancellationToken);
        bool right = await MatchesAsync(user?.PasswordHash ?? nobodys, readable ? password! : "", cancellationToken);
        if (!open || user is null || !right)
        {
            return null;
        }

        await users.ClearAttemptsAsync(known, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        string secret = Secret.New();
        var session = new Session(Secret.NewId(), user.Name, Secret.HashOf(secret), null, now, now + options.SessionLifetime);
        await sessions.AddAsync(session, now, cancellationToken);
        return new SignedIn(user, session, Token(session.Id, secret));
    }

    /// <summary>Continues a session with a new refresh token; null when the one shown is not good.</summary>
    public async ValueTask<SignedIn?> RefreshAsync(string? token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not ({ } session, { } shown))
        {
            return null;
        }

        if (session.SpentHash is { } spent && Secret.AreEqual(shown, spent))
        {
            await sessions.EndAsync(session.Id, cancellationToken);
            return null;
        }

        User? user = await users.FindAsync(session.User, cancellationToken);
        string secret = Secret.New();
        byte[] next = Secret.HashOf(secret);
        DateTimeOffset expires = time.GetUtcNow() + options.SessionLifetime;
        if (user is null || !Secret.AreEqual(shown, session.RefreshHash) || !await sessions.RefreshAsync(session.Id, shown, next, expires, cancellationToken))
        {
            return null;
        }

        return new SignedIn(user, session with { RefreshHash = next, SpentHash = shown, Expires = expires }, Token(session.Id, secret));
    }

    /// <summary>Ends the session a refresh token is of; false when it is of none.</summary>
    public async ValueTask<bool> LogoutAsync(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is ({ } session, { } shown) && Secret.AreEqual(shown, session.RefreshHash) && await sessions.EndAsync(session.Id, cancellationToken);

    /// <summary>Whose session this is; null when it is over or he is gone.</summary>
    public async ValueTask<(User User, Session Session)?> ResumeAsync(string sessionId, CancellationToken cancellationToken) =>
        await sessions.FindAsync(sessionId, cancellationToken) is { } session && session.Expires > time.GetUtcNow() && await users.FindAsync(session.User, cancellationToken) is { } user
            ? (user, session)
            : null;

    /// <summary>Whether this is the user's password; for changing it.</summary>
    public async ValueTask<bool> IsPasswordAsync(User user, string? password, CancellationToken cancellationToken) =>
        password is { Length: > 0 and <= PasswordRule.MaxLength }
        && await users.BeginAttemptAsync(user.Name, time.GetUtcNow(), options.MaxFailures, options.LockFor, cancellationToken)
        && await MatchesAsync(user.PasswordHash, password, cancellationToken);

    private static string Token(string sessionId, string secret) => $"{sessionId}.{secret}";

    private async ValueTask<bool> MatchesAsync(string hash, string password, CancellationToken cancellationToken)
    {
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => passwords.Matches(hash, password), CancellationToken.None);
        }
        finally
        {
            _hashing.Release();
        }
    }

    private async ValueTask<(Session? Session, byte[]? Shown)> FindAsync(string? token, CancellationToken cancellationToken)
    {
        int dot = token is { Length: > 0 and <= MaxToken } ? token.IndexOf('.') : -1;
        if (dot < 0)
        {
            return default;
        }

        Session? session = await sessions.FindAsync(token![..dot], cancellationToken);
        return session is not null && session.Expires > time.GetUtcNow() ? (session, Secret.HashOf(token.AsSpan(dot + 1))) : default;
    }
}
