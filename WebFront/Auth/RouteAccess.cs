using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>States next to a route who may call it. A route that states nothing answers nobody (<see cref="UndeclaredRoutes"/>).</summary>
internal static class RouteAccess
{
    /// <summary>Whoever can reach the server.</summary>
    public static TBuilder ForEveryone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AllowAnonymousAttribute());

    /// <summary>Whoever has a name, in any role.</summary>
    public static TBuilder ForSignedIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.For(AccessPolicies.SignedIn);

    /// <summary>Viewers and admins.</summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.For(UserRoleNames.Viewer);

    /// <summary>Feeds and admins.</summary>
    public static TBuilder ForFeeds<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.For(UserRoleNames.Feed);

    public static TBuilder ForAdmins<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.For(UserRoleNames.Admin);

    /// <summary>What a route states: a policy's name, <c>everyone</c>, or null for nothing.</summary>
    public static string? Of(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAllowAnonymous>() is not null ? "everyone" : metadata.GetMetadata<IAuthorizeData>()?.Policy;

    private static TBuilder For<TBuilder>(this TBuilder builder, string policy)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AuthorizeAttribute(policy));
}
