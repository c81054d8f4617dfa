namespace TradingAnalytics.WebFront.History;

/// <summary>What history is kept of a product.</summary>
/// <param name="Product">Its id.</param>
/// <param name="Metrics">Names of the metrics of a chain.</param>
/// <param name="ProductMetrics">Those that the product as a whole has too.</param>
/// <param name="Series">The product itself (no expiry) and its chains.</param>
internal sealed record HistoryAnswer(string Product, IReadOnlyList<string> Metrics, IReadOnlyList<string> ProductMetrics, IReadOnlyList<HistorySeriesAnswer> Series);
