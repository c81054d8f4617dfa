using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>
/// Limits every route. What has no route (the dashboard's files, paths that do not exist) is not limited, nor is <c>/health</c>. On the hub the opening of a connection is counted here and its
/// invocations by <see cref="RateLimitHubFilter"/>: the polls of a long-polling client are the connection itself.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimitGate gate, TimeProvider time)
{
    private const string ProblemType = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint || (endpoint.Metadata.GetMetadata<HubMetadata>() is not null && http.Request.Query.ContainsKey("id")))
        {
            await next(http);
            return;
        }

        int cost = endpoint.Metadata.GetMetadata<RouteCostAttribute>()?.Units ?? 1;
        if (await gate.TakeAsync(Caller.Of(http), cost, http.RequestAborted) is not { } decision)
        {
            await next(http);
            return;
        }

        // Late, because an exception on the way clears what was set before.
        http.Response.OnStarting(() =>
        {
            RateLimitHeaders.Write(http.Response.Headers, gate.Policy, decision, time.GetUtcNow());
            return Task.CompletedTask;
        });
        if (decision.Allowed)
        {
            await next(http);
        }
        else
        {
            await Refuse(decision).ExecuteAsync(http);
        }
    }

    private IResult Refuse(in RateLimitDecision decision)
    {
        long seconds = RateLimitHeaders.Seconds(decision.RetryAfter);
        var extensions = new Dictionary<string, object?> { ["retry_after"] = seconds, ["violated-policies"] = (string[])[RateLimitHeaders.PolicyName] };
        return TypedResults.Problem(
            $"At most {decision.Limit} calls pass in {gate.Policy.Window.TotalSeconds:0} s. Ask again in {seconds} s; what moves is better watched on /hubs/market than asked for.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests",
            type: ProblemType,
            extensions: extensions);
    }
}
