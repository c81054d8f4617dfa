using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains;

internal static class CatalogueLookup
{
    /// <summary>The terms of a product a grain is keyed by.</summary>
    public static ProductSpec Require(this ProductCatalogue catalogue, ProductId product) =>
        catalogue.Find(product) ?? throw new ArgumentException($"Product '{product}' is not in the catalogue, so there is no grain for it or its chains.");
}
