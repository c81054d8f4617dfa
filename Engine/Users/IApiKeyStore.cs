namespace TradingAnalytics.Engine.Users;

/// <summary>Where keys lie. Changes are on disk when a call completes.</summary>
public interface IApiKeyStore
{
    ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All keys, revoked ones too, oldest first.</summary>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>Puts another secret in the place of the old one; false when there is no such key or it is revoked.</summary>
    ValueTask<bool> RotateAsync(string id, byte[] secretHash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>False when there is no such key or it is revoked already.</summary>
    ValueTask<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);

    ValueTask UsedAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);
}
