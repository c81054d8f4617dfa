namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>Stands for a product's live table in the OpenAPI document, whose columns are taken from its schema.</summary>
internal sealed record ProductTableSchema;
