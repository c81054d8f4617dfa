using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.WebFront.Routing;

/// <summary>Whether a route exists.</summary>
/// <param name="Product">Its product, when that is known.</param>
/// <param name="Problem">Otherwise what does not exist, and what does.</param>
internal sealed record RouteLookup(ProductSpec? Product, string? Problem);
