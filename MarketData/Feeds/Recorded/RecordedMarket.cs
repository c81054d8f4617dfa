using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Opens recordings by looking at what they hold: file names lie.</summary>
public static class RecordedMarket
{
    /// <param name="path">A file (plain or gzip) or a folder; a folder's files are merged in time order.</param>
    /// <param name="catalogue">The products to read.</param>
    public static IRecordedMarket Open(string path, ProductCatalogue catalogue) => throw new NotSupportedException($"{path}: no reader for {catalogue.Products.Count} products yet.");
}
