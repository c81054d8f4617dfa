using System.Diagnostics.CodeAnalysis;

namespace TradingAnalytics.Engine.Users;

/// <summary>Roles as they are written: <c>viewer</c>, <c>feed</c>, <c>admin</c>.</summary>
public static class UserRoleNames
{
    public const string Viewer = "viewer";

    public const string Feed = "feed";

    public const string Admin = "admin";

    public const string All = $"{Viewer}, {Feed}, {Admin}";

    private static readonly (UserRoles Role, string Name)[] s_names = [(UserRoles.Viewer, Viewer), (UserRoles.Feed, Feed), (UserRoles.Admin, Admin)];

    public static string[] Of(UserRoles roles) => [.. s_names.Where(entry => roles.HasFlag(entry.Role)).Select(entry => entry.Name)];

    /// <summary>Reads one or more; what is no role makes it fail and is named.</summary>
    public static bool TryParse(IEnumerable<string> names, out UserRoles roles, [NotNullWhen(false)] out string? fault)
    {
        roles = UserRoles.None;
        fault = null;
        foreach (string name in names)
        {
            UserRoles role = s_names.FirstOrDefault(entry => entry.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).Role;
            if (role == UserRoles.None)
            {
                fault = $"'{name}' is no role: give one or more of {All}.";
                return false;
            }

            roles |= role;
        }

        fault = roles == UserRoles.None ? $"There is no role: give one or more of {All}." : null;
        return fault is null;
    }
}
