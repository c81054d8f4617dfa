using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A route for which nobody has said who may call it is closed to all: a forgotten word must not open a door. (Endpoints that are no routes are the framework's own 405 and 415.)</summary>
internal sealed class UndeclaredRoutes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => http.GetEndpoint() is RouteEndpoint endpoint && RouteAccess.Of(endpoint.Metadata) is null
        ? throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it: add ForViewers() or another of RouteAccess to its mapping.")
        : next(http);
}
