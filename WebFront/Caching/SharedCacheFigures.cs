namespace TradingAnalytics.WebFront.Caching;

/// <summary>What the cache that web fronts share was asked by this process, and failed at, since start.</summary>
/// <param name="Hits">Answers it had, fresh or not.</param>
/// <param name="Misses">Answers it had not.</param>
/// <param name="Failures">Calls that failed; answers are made then.</param>
internal sealed record SharedCacheFigures(long Hits, long Misses, long Failures);
