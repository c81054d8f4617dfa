using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A route for which nobody has said who may call it is closed to all: a forgotten word must not open a door.</summary>
internal sealed class UndeclaredRoutes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => http.GetEndpoint() is { } endpoint && RouteAccess.Of(endpoint.Metadata) is null
        ? throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it: add ForViewers() or another of RouteAccess to its mapping.")
        : next(http);
}
