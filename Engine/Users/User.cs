namespace TradingAnalytics.Engine.Users;

/// <summary>One who signs in with a password.</summary>
/// <param name="Name">See <see cref="UserName"/>.</param>
/// <param name="PasswordHash">Never shown.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="Created">When he was added.</param>
public sealed record User(string Name, string PasswordHash, UserRoles Roles, DateTimeOffset Created)
{
    public override string ToString() => $"{Name} ({string.Join(", ", UserRoleNames.Of(Roles))})";
}
