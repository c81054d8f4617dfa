namespace TradingAnalytics.Engine.Users;

/// <summary>One sign-in: what its refresh token belongs to, and every access token given out on it.</summary>
/// <param name="Id">Random, and no secret.</param>
/// <param name="User">Whose it is.</param>
/// <param name="RefreshHash">SHA-256 of the refresh token's secret in force.</param>
/// <param name="SpentHash">SHA-256 of the one before: whoever shows that one has copied it, or was copied.</param>
/// <param name="Created">When he signed in.</param>
/// <param name="Expires">When the session ends unless it is refreshed.</param>
public sealed record Session(string Id, string User, byte[] RefreshHash, byte[]? SpentHash, DateTimeOffset Created, DateTimeOffset Expires)
{
    public override string ToString() => $"{Id} of {User}";
}
