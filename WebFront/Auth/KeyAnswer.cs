using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A key as admins see it: nothing of its secret.</summary>
internal sealed record KeyAnswer(
    string Id, string Name, string[] Roles, DateTimeOffset Created, string CreatedBy, DateTimeOffset? Expires, DateTimeOffset? LastUsed, DateTimeOffset? Rotated, DateTimeOffset? Revoked)
{
    public static KeyAnswer Of(ApiKey key) =>
        new(key.Id, key.Name, UserRoleNames.Of(key.Roles), key.Created, key.CreatedBy, key.Expires, key.LastUsed, key.Rotated, key.Revoked);
}
