namespace TradingAnalytics.WebFront.History;

/// <summary>A state that was kept.</summary>
/// <param name="Expiry">Of which chain; null for the product itself.</param>
/// <param name="At">Its market time: from here on <c>at</c> finds it.</param>
/// <param name="Bytes">Its size in the store.</param>
internal sealed record SnapshotJson(string? Expiry, DateTimeOffset At, int Bytes);
