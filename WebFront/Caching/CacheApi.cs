using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.WebFront.Caching;

/// <summary>The cache of this process, for admins.</summary>
internal static class CacheApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/admin/cache").WithTags("Operations").ForAdmins();
        group.MapGet("/", (HttpResponse response, AnswerCache cache) =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(cache.Read());
        }).WithName("GetCache").WithSummary("The cache of answers").WithDescription("Of this process: what it holds; hits, misses, evictions and expirations since start.").Produces<CacheFigures>();
        group.MapDelete("/", async (HttpContext http, AnswerCache cache, Audit audit) =>
        {
            await audit.RecordAsync(http, "cache.clear", "", $"{cache.Clear()} answers");
            return TypedResults.NoContent();
        }).WithName("ClearCache").WithSummary("Empty the cache of answers").WithDescription("Of this process.").Produces(StatusCodes.Status204NoContent);
    }
}
