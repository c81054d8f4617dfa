using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Caching;

/// <summary>A JSON answer with how old it is (<c>Age</c>, in seconds) and, when it is older than it should be, <c>X-Data-Stale: true</c>.</summary>
internal sealed class CachedResult(CachedAnswer answer) : IResult
{
    public const string StaleHeader = "X-Data-Stale";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.Age = ((long)answer.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (answer.IsStale)
        {
            response.Headers[StaleHeader] = "true";
        }

        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
