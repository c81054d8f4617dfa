namespace TradingAnalytics.WebFront.History;

/// <summary>Over what time a product's tables can be had.</summary>
/// <param name="Product">Its id.</param>
/// <param name="From">The first instant; null when nothing is recorded.</param>
/// <param name="To">The last.</param>
/// <param name="Days">Oldest first; between two nothing changed.</param>
internal sealed record RecordedDaysAnswer(string Product, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<RecordedDayJson> Days);
