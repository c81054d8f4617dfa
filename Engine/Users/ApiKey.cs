namespace TradingAnalytics.Engine.Users;

/// <summary>A key a program shows instead of a password. Of its secret only the SHA-256 is kept: 256 random bits cannot be guessed from it.</summary>
/// <param name="Id">Its public half, in front of the secret in the key's text.</param>
/// <param name="Name">What it is for, in its maker's words.</param>
/// <param name="Roles">What its holder may do.</param>
/// <param name="SecretHash">SHA-256 of the secret. Never shown.</param>
/// <param name="Created">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Expires">When it ends by itself; null: never.</param>
/// <param name="LastUsed">When it was last shown, to the minute; null: never.</param>
/// <param name="Rotated">When it last got a new secret; null: never.</param>
/// <param name="Revoked">When it was ended; null while it is good.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    UserRoles Roles,
    byte[] SecretHash,
    DateTimeOffset Created,
    string CreatedBy,
    DateTimeOffset? Expires = null,
    DateTimeOffset? LastUsed = null,
    DateTimeOffset? Rotated = null,
    DateTimeOffset? Revoked = null)
{
    /// <summary>Since when its secret is what it is.</summary>
    public DateTimeOffset Issued => Rotated ?? Created;

    public bool IsGood(DateTimeOffset now) => Revoked is null && !(Expires <= now);

    public override string ToString() => $"{Id} '{Name}' ({string.Join(", ", UserRoleNames.Of(Roles))})";
}
