using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>One caller's rate limit for the whole cluster: all web fronts ask the same grain, so the count is exact. Key: <c>user:NAME</c> or <c>address:ADDRESS</c>.</summary>
[Alias("ta.IRateLimiterGrain")]
public interface IRateLimiterGrain : IGrainWithStringKey
{
    /// <summary>Takes a call in or refuses it, by the grain's clock at the moment of its turn.</summary>
    /// <param name="policy">What the caller may do; a changed policy holds at once and over what was counted before, unless its algorithm changes.</param>
    /// <param name="cost">1 or more.</param>
    [Alias("Take")]
    Task<RateLimitDecision> Take(RateLimitPolicy policy, int cost);
}
