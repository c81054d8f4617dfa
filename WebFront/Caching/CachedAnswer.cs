namespace TradingAnalytics.WebFront.Caching;

/// <summary>An answer out of the cache, or just fetched.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Age">How long ago it was fetched.</param>
/// <param name="IsStale">Whether it is older than it should be.</param>
internal readonly record struct CachedAnswer(byte[] Body, TimeSpan Age, bool IsStale);
