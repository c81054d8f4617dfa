namespace TradingAnalytics.WebFront.History;

/// <summary>A day of which tables can be had at any instant.</summary>
/// <param name="Date">The venue's.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The last at which something changed.</param>
/// <param name="Snapshots">States kept of the product; instants between two are found from the journal while that is kept.</param>
internal sealed record RecordedDayJson(DateOnly Date, DateTimeOffset From, DateTimeOffset To, int Snapshots);
