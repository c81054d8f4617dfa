namespace TradingAnalytics.WebFront.Caching;

/// <summary>What the cache has done since start.</summary>
/// <param name="Count">Answers it holds.</param>
/// <param name="Capacity">As many as it may.</param>
/// <param name="Bytes">Their length together.</param>
/// <param name="Hits">Asked for and there, fresh or not.</param>
/// <param name="Misses">Asked for and not there.</param>
/// <param name="HitRate">Hits of all; 0 when nothing was asked for.</param>
/// <param name="Stale">Of the hits, those no longer fresh.</param>
/// <param name="Loads">Answers fetched.</param>
/// <param name="Failures">Fetches that failed.</param>
/// <param name="Evictions">Answers that made room for others.</param>
/// <param name="Expirations">Answers found too old to be given.</param>
/// <param name="InCrisis">Whether answers stay fresh longer at present.</param>
/// <param name="Shared">Of the cache behind it; null where there is none.</param>
internal sealed record CacheFigures(
    int Count, int Capacity, long Bytes, long Hits, long Misses, double HitRate, long Stale, long Loads, long Failures, long Evictions, long Expirations, bool InCrisis, SharedCacheFigures? Shared);
