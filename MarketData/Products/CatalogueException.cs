namespace TradingAnalytics.MarketData.Products;

/// <summary>A products or calendar file that cannot be used. The message names the file, the key and what is wrong with it.</summary>
public sealed class CatalogueException(string message, Exception? inner = null) : Exception(message, inner);
