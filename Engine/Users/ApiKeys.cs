using System.Collections.Concurrent;

namespace TradingAnalytics.Engine.Users;

/// <summary>
/// The rules of keys. A key's text is <c>ta_ID_SECRET</c>, shown once. The store is asked each time a key is shown, so a revoked one is refused at once, whoever revoked it.
/// </summary>
public sealed class ApiKeys(IApiKeyStore store, TimeProvider time)
{
    public const string Prefix = "ta_";

    private const int MaxText = 128;
    private static readonly TimeSpan s_noteEvery = TimeSpan.FromMinutes(1);
    private static readonly byte[] s_nobodys = Secret.HashOf(Secret.New());
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new();

    /// <summary>Makes a key; its text is nowhere kept.</summary>
    public async ValueTask<(ApiKey Key, string Text)> CreateAsync(string name, UserRoles roles, string by, DateTimeOffset? expires, CancellationToken cancellationToken)
    {
        string secret = Secret.New();
        var key = new ApiKey(Secret.NewId(), name, roles, Secret.HashOf(secret), time.GetUtcNow(), by, expires);
        await store.AddAsync(key, cancellationToken);
        return (key, Text(key.Id, secret));
    }

    /// <summary>Gives a key a new secret; the old one is refused from now on. Null when there is no such key or it is revoked.</summary>
    public async ValueTask<string?> RotateAsync(string id, CancellationToken cancellationToken)
    {
        string secret = Secret.New();
        return await store.RotateAsync(id, Secret.HashOf(secret), time.GetUtcNow(), cancellationToken) ? Text(id, secret) : null;
    }

    /// <summary>The key a text is of; null for one that is malformed, unknown, wrong, expired or revoked: which, is nobody's business.</summary>
    public async ValueTask<ApiKey?> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        int end = text.Length is > 0 and <= MaxText && text.StartsWith(Prefix, StringComparison.Ordinal) ? text.IndexOf('_', Prefix.Length) : -1;
        if (end < 0)
        {
            return null;
        }

        ApiKey? key = await store.FindAsync(text[Prefix.Length..end], cancellationToken);
        bool right = Secret.AreEqual(Secret.HashOf(text.AsSpan(end + 1)), key?.SecretHash ?? s_nobodys);
        DateTimeOffset now = time.GetUtcNow();
        if (key is null || !right || !key.IsGood(now))
        {
            return null;
        }

        if (!(now - _noted.GetValueOrDefault(key.Id) < s_noteEvery))
        {
            _noted[key.Id] = now;
            await store.UsedAsync(key.Id, now, cancellationToken);
        }

        return key;
    }

    private static string Text(string id, string secret) => $"{Prefix}{id}_{secret}";
}
