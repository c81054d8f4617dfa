using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>The problems (RFC 9457) requests are answered with: what was wrong, where, and what to do.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static IResult NotFound(string title, string detail) => Of(StatusCodes.Status404NotFound, title, detail);

    public static IResult BadParameter(string name, string detail) =>
        Of(StatusCodes.Status400BadRequest, $"Bad parameter '{name}'", detail, new Dictionary<string, object?> { ["parameter"] = name });

    public static IResult Of(int status, string title, string detail, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail: detail, statusCode: status, title: title, extensions: extensions);
}
