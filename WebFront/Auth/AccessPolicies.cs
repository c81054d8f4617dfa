using Microsoft.AspNetCore.Authorization;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>What routes ask of their callers, by name.</summary>
internal static class AccessPolicies
{
    public const string SignedIn = "signed-in";

    public static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        foreach (string role in (string[])[UserRoleNames.Viewer, UserRoleNames.Feed, UserRoleNames.Admin])
        {
            options.AddPolicy(role, policy => policy.RequireAuthenticatedUser().RequireClaim(AccessClaims.Role, role, UserRoleNames.Admin));
        }
    }
}
