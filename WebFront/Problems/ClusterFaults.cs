using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>A cluster that cannot answer now is no fault of this process: 503 and when to ask again. What came of the call is not known; asking again, or pushing again, does no harm.</summary>
internal sealed partial class ClusterFaults(ILogger<ClusterFaults> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (OrleansException or TimeoutException))
        {
            return false;
        }

        LogFault(httpContext.Request.Path, exception.Message);
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "Cluster unavailable",
            "No silo could answer this in time: one has just gone, the market is being taken over, or the journal does not answer. Ask again in a moment; ticks may be pushed again as they are, those taken are told apart by their id.")
            .ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(5301, LogLevel.Warning, "The cluster could not answer {Path}: {Reason}")]
    private partial void LogFault(string path, string reason);
}
