namespace TradingAnalytics.Fuzz;

/// <summary>A route as the server's OpenAPI document describes it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path with <c>{names}</c>.</param>
/// <param name="Query">Names of its query parameters.</param>
/// <param name="TakesBody">Whether it takes one.</param>
internal sealed record Route(string Method, string Template, IReadOnlyList<string> Query, bool TakesBody);
