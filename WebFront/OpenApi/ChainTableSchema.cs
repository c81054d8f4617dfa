namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>Stands for a chain's live table in the OpenAPI document, whose columns are taken from its schema.</summary>
internal sealed record ChainTableSchema;
