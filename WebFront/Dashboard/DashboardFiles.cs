using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Dashboard;

/// <summary>Serves the built page. Files under <c>assets/</c> carry a hash of their content in their name and are kept for ever; the index is asked for each time.</summary>
internal static class DashboardFiles
{
    private const string Missing = """
        <!doctype html><meta charset="utf-8"><title>TradingAnalytics</title>
        <p>TradingAnalytics is running, but its page has not been built: start it with <code>./run</code>, which builds it.
        The data is there: <a href="/api/products">/api/products</a>, <a href="/api/status">/api/status</a>, <a href="/openapi/v1.json">/openapi/v1.json</a>.
        """;

    public static void MapDashboard(this WebApplication application)
    {
        string folder = application.Services.GetRequiredService<IOptions<DashboardOptions>>().Value.Path;
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            application.MapGet("/", (HttpResponse response) =>
            {
                response.Headers.CacheControl = "no-cache";
                return TypedResults.Content(Missing, "text/html; charset=utf-8");
            }).ExcludeFromDescription().ForEveryone().Unlimited();
            return;
        }

        var files = new PhysicalFileProvider(folder);
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        application.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetCacheHeaders });
    }

    private static void SetCacheHeaders(StaticFileResponseContext context)
    {
        bool hashed = context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase);
        context.Context.Response.Headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
