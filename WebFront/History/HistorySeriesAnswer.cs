namespace TradingAnalytics.WebFront.History;

/// <summary>What is kept of a chain, or with no expiry of the product.</summary>
internal sealed record HistorySeriesAnswer(string? Expiry, DateTimeOffset From, DateTimeOffset To);
