using System.Security.Claims;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Which table a room is for a caller, and whether he may see it.</summary>
internal sealed class RoomAccess(RouteDirectory directory)
{
    /// <summary>Reads a room's name; where each user has his own under it, that of the caller. False: no room is named so.</summary>
    public static bool TryRead(string? room, ClaimsPrincipal? user, out TableId id)
    {
        bool named = TableId.TryParse(room, out id);
        id = id.Kind == TableKind.Alerts ? id with { User = user?.Identity?.Name ?? "" } : id;
        return named;
    }

    /// <summary>Why the caller does not get the room; null when he does.</summary>
    public async ValueTask<string?> RefusalAsync(TableId id, ClaimsPrincipal? user, CancellationToken cancellationToken) => id.Kind switch
    {
        TableKind.Alerts => id.User is { Length: > 0 } ? null : "Alerts are a user's own: sign in.",
        TableKind.System => user?.HasClaim(AccessClaims.Role, UserRoleNames.Admin) == true ? null : "The room system is for admins.",
        _ => (await directory.FindAsync(id.Route, cancellationToken)).Problem,
    };
}
