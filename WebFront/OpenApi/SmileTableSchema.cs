namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>Stands for the live table of a chain's smile in the OpenAPI document, whose columns are taken from its schema.</summary>
internal sealed record SmileTableSchema;
