namespace TradingAnalytics.WebFront.History;

/// <summary>A leg over time.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Expiry">The chain's.</param>
/// <param name="Strike">The leg's strike.</param>
/// <param name="Right"><c>call</c> or <c>put</c>.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Next">Always null: the series is not paged.</param>
internal sealed record LegSeriesJson(string Product, string Expiry, string Strike, string Right, IReadOnlyList<LegPointJson> Points, DateTimeOffset? Next);
