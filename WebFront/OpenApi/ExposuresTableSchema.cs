namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>Stands for the live table of a product's or a chain's exposures in the OpenAPI document, whose columns are taken from its schema.</summary>
internal sealed record ExposuresTableSchema;
