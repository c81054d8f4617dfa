using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Auth;

/// <summary>Every route with who may call it. A route that is added must be added here: who may call it is a decision.</summary>
public class RouteTableTests
{
    private static readonly Dictionary<string, string> s_expected = new()
    {
        ["GET /health"] = "everyone",
        ["GET /openapi/{documentName}.json"] = "everyone",
        ["GET /login"] = "everyone",
        ["POST /login"] = "everyone",
        ["POST /api/auth/login"] = "everyone",
        ["POST /api/auth/refresh"] = "everyone",
        ["POST /api/auth/logout"] = "everyone",
        ["POST /api/auth/password"] = "signed-in",
        ["GET /api/auth/me"] = "signed-in",
        ["GET /api/products"] = "viewer",
        ["GET /api/products/{product}"] = "viewer",
        ["GET /api/products/{product}/expiries"] = "viewer",
        ["GET /api/products/{product}/bars"] = "viewer",
        ["GET /api/products/{product}/smile"] = "viewer",
        ["GET /api/products/{product}/surface"] = "viewer",
        ["GET /api/products/{product}/term-structure"] = "viewer",
        ["GET /api/products/{product}/exposures"] = "viewer",
        ["GET /api/products/{product}/volatility-index"] = "viewer",
        ["GET /api/data/chain/{product}"] = "viewer",
        ["GET /api/history/{product}"] = "viewer",
        ["GET /api/history/{product}/metrics"] = "viewer",
        ["GET /api/history/{product}/bars"] = "viewer",
        ["GET /api/history/{product}/days"] = "viewer",
        ["GET /api/history/{product}/compare"] = "viewer",
        ["GET /api/history/{product}/iv-rank"] = "viewer",
        ["POST /api/history/{product}/snapshots"] = "feed",
        ["GET /api/history/{product}/legs"] = "viewer",
        ["GET /api/history/{product}/opening"] = "viewer",
        ["POST /api/positions/analyse"] = "viewer",
        ["GET /api/status"] = "viewer",
        ["GET /api/stream"] = "viewer",
        ["GET /api/alerts"] = "viewer",
        ["POST /api/alerts"] = "viewer",
        ["GET /api/alerts/{id}"] = "viewer",
        ["PUT /api/alerts/{id}"] = "viewer",
        ["DELETE /api/alerts/{id}"] = "viewer",
        ["GET /api/alerts/fired"] = "viewer",
        ["GET /api/alerts/dead-letters"] = "viewer",
        ["POST /api/alerts/secret"] = "viewer",
        ["* /hubs/market"] = "viewer",
        ["* /hubs/market/negotiate"] = "viewer",
        ["POST /api/ingest/ticks"] = "feed",
        ["GET /api/ingest"] = "feed",
        ["GET /api/admin/dead-letters"] = "admin",
        ["POST /api/admin/dead-letters/replay"] = "admin",
        ["GET /api/admin/cache"] = "admin",
        ["DELETE /api/admin/cache"] = "admin",
        ["GET /api/admin/users"] = "admin",
        ["POST /api/admin/users"] = "admin",
        ["PATCH /api/admin/users/{name}"] = "admin",
        ["DELETE /api/admin/users/{name}"] = "admin",
        ["GET /api/admin/keys"] = "admin",
        ["POST /api/admin/keys"] = "admin",
        ["POST /api/admin/keys/{id}/rotate"] = "admin",
        ["DELETE /api/admin/keys/{id}"] = "admin",
        ["GET /api/admin/audit"] = "admin",
    };

    [Fact]
    public async Task Routes_Each_StatesWhoMayCallIt()
    {
        await using Desk desk = await Desk.OpenAsync();
        Declared(desk.Web).OrderBy(route => route.Key, StringComparer.Ordinal).ShouldBe(s_expected.OrderBy(route => route.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Routes_Each_LetsInWhomItStatesAndNobodyElse()
    {
        await using Desk desk = await Desk.OpenAsync();
        var tokens = new Dictionary<string, string?> { ["nobody"] = null };
        foreach (string role in (string[])["viewer", "feed", "admin"])
        {
            tokens[role] = await desk.TokenAsync(role);
        }

        // These answer 401 by themselves, or end the session the others are asked with.
        string[] apart = ["POST /api/auth/login", "POST /api/auth/refresh", "POST /api/auth/logout", "POST /login"];
        foreach ((string route, string policy) in s_expected.Where(entry => !apart.Contains(entry.Key)))
        {
            foreach ((string who, string? token) in tokens)
            {
                (string method, string pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
                string path = pattern.Replace("{product}", "NIFTY").Replace("{documentName}", "v1").Replace("{name}", "no-such-user").Replace("{id}", "no-such-key");
                using HttpResponseMessage response = await desk.SendAsync(
                    new HttpMethod(method == "*" ? "POST" : method), path, token, method is "GET" or "DELETE" ? null : new StringContent("{}", Encoding.UTF8, "application/json"));
                HttpStatusCode status = response.StatusCode;
                bool allowed = policy == "everyone" || (who != "nobody" && (policy == "signed-in" || who == policy || who == "admin"));
                string said = $"{who} at {route}: {(int)status}";
                if (allowed)
                {
                    status.ShouldNotBe(HttpStatusCode.Unauthorized, said);
                    status.ShouldNotBe(HttpStatusCode.Forbidden, said);
                    ((int)status).ShouldBeLessThan(500, said);
                }
                else
                {
                    status.ShouldBe(who == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, said);
                    response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", said);
                }
            }
        }
    }

    [Fact]
    public async Task Route_ThatStatesNothing_AnswersNobody()
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/forgotten"), 0, null, "forgotten"));
        var guard = new UndeclaredRoutes(_ => throw new UnreachableException());
        InvalidOperationException refusal = await Should.ThrowAsync<InvalidOperationException>(() => guard.InvokeAsync(http));
        refusal.Message.ShouldContain("forgotten");
    }

    private static Dictionary<string, string> Declared(TestWeb web)
    {
        var routes = new Dictionary<string, string>();
        foreach (RouteEndpoint endpoint in web.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            string pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"])
            {
                // The page that stands in for a dashboard that has not been built is there or not, as it is.
                if (pattern != "/")
                {
                    routes[$"{method} {pattern}"] = RouteAccess.Of(endpoint.Metadata) ?? "NOTHING";
                }
            }
        }

        return routes;
    }
}
