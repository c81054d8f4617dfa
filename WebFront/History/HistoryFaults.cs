using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.History;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.History;

/// <summary>A store that is away is said in 503 with the reason; everything live goes on.</summary>
internal sealed partial class HistoryFaults(ILogger<HistoryFaults> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not HistoryUnavailableException)
        {
            return false;
        }

        LogFault(httpContext.Request.Path, exception.Message);
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "History unavailable",
            $"{exception.Message} Live data is not concerned; history is tried again with each question.")
            .ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(5601, LogLevel.Warning, "History could not answer {Path}: {Reason}")]
    private partial void LogFault(string path, string reason);
}
