namespace TradingAnalytics.Engine.RateLimits;

/// <summary>Makes limiters.</summary>
public static class RateLimiters
{
    public static IRateLimiter Create(RateLimitAlgorithm algorithm) => algorithm switch
    {
        RateLimitAlgorithm.SlidingWindow => new SlidingWindowLimiter(),
        RateLimitAlgorithm.TokenBucket => new TokenBucketLimiter(),
        RateLimitAlgorithm.FixedWindow => new FixedWindowLimiter(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such algorithm."),
    };

    /// <summary>The cost that is taken, see <see cref="IRateLimiter.Take"/>.</summary>
    internal static int CostWithin(in RateLimitPolicy policy, int cost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.Capacity, 1, nameof(policy));
        return Math.Min(cost, policy.Capacity);
    }
}
