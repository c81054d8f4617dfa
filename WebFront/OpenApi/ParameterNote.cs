namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>A query parameter an endpoint reads by hand, for the OpenAPI document.</summary>
internal sealed record ParameterNote(string Name, string Type, string Description);
