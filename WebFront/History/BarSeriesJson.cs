using TradingAnalytics.WebFront.Api;

namespace TradingAnalytics.WebFront.History;

/// <summary>A page of bars.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Interval">Their width.</param>
/// <param name="Bars">Oldest first.</param>
/// <param name="Next">The <c>from</c> of the next page; null on the last.</param>
internal sealed record BarSeriesJson(string Product, string Interval, IReadOnlyList<BarJson> Bars, DateTimeOffset? Next);
