using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Api;

/// <summary>Whether the process lives. It asks nothing else, so it answers when everything else is down.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/health", Get)
        .WithTags("Operations").WithName("GetHealth").WithSummary("Liveness").WithDescription("Answers while the process lives; it depends on nothing else.").Produces<HealthAnswer>()
        .ForEveryone().Unlimited();

    private static IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new HealthAnswer("ok"));
    }

    /// <param name="Status">Always <c>ok</c>.</param>
    internal sealed record HealthAnswer(string Status);
}
