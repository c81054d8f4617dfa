namespace TradingAnalytics.WebFront.History;

/// <summary>A page of a metric's series.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Expiry">The chain's; null for the product.</param>
/// <param name="Metric">Its name.</param>
/// <param name="Points">Oldest first; a value holds until the next.</param>
/// <param name="Next">The <c>from</c> of the next page; null on the last.</param>
internal sealed record MetricSeriesJson(string Product, string? Expiry, string Metric, IReadOnlyList<MetricPointJson> Points, DateTimeOffset? Next);
