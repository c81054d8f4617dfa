using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A user as admins see him: nothing of his password.</summary>
internal sealed record UserAnswer(string Name, string[] Roles, DateTimeOffset Created)
{
    public static UserAnswer Of(User user) => new(user.Name, UserRoleNames.Of(user.Roles), user.Created);
}
