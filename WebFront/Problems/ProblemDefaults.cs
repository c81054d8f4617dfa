using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.History;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>What the framework's own refusals (no such path, wrong method, an exception) say. Nothing of an exception goes out.</summary>
internal static class ProblemDefaults
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddExceptionHandler<ClusterFaults>().AddExceptionHandler<HistoryFaults>().AddExceptionHandler<BodyFaults>().AddProblemDetails(options => options.CustomizeProblemDetails = context => Explain(context.HttpContext, context.ProblemDetails));

    /// <summary>A refusal is told as a problem whatever the caller accepts: the framework alone would answer some in plain text.</summary>
    public static Task WriteAsync(StatusCodeContext context)
    {
        var problem = new ProblemDetails { Status = context.HttpContext.Response.StatusCode };
        Explain(context.HttpContext, problem);
        return TypedResults.Problem(problem).ExecuteAsync(context.HttpContext);
    }

    private static void Explain(HttpContext http, ProblemDetails problem)
    {
        http.Response.Headers.CacheControl = "no-store";
        problem.Instance ??= http.Request.Path;
        problem.Detail ??= AccessProblems.Detail(http, problem.Status) ?? problem.Status switch
        {
            StatusCodes.Status400BadRequest => "The request could not be read.",
            StatusCodes.Status404NotFound => $"There is nothing at {http.Request.Path}. What there is stands in /openapi/v1.json.",
            StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not for {http.Request.Path}; allowed: {http.Response.Headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => "The body is longer than allowed here. Send it in parts.",
            StatusCodes.Status415UnsupportedMediaType => "This content type or encoding is not read here.",
            >= 500 => "Something failed inside the server. It is in the server's log under this trace id.",
            _ => null,
        };
    }
}
