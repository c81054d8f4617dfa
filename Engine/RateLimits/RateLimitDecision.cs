namespace TradingAnalytics.Engine.RateLimits;

/// <summary>The answer to one call. <c>default</c> is a refusal.</summary>
/// <param name="Allowed">Whether it passes; if not, nothing was taken.</param>
/// <param name="Limit">The capacity in force: limit and burst.</param>
/// <param name="Remaining">Cost units that would pass now, after this call.</param>
/// <param name="RetryAfter">Refused: the time after which this very call passes when nothing else is asked in between. Allowed: zero.</param>
/// <param name="MoreAfter">The time until more than <paramref name="Remaining"/> would pass; zero when all of it is there.</param>
/// <param name="FullAfter">The time until all of the capacity is there again; zero when it is.</param>
public readonly record struct RateLimitDecision(bool Allowed, int Limit, int Remaining, TimeSpan RetryAfter, TimeSpan MoreAfter, TimeSpan FullAfter);
