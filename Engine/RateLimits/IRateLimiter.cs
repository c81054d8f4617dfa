namespace TradingAnalytics.Engine.RateLimits;

/// <summary>
/// Counts the calls of one caller. Memory is bounded by the policy's capacity. The policy comes with each call, so that a changed one holds at once; the clock is any that does not go back,
/// and is the caller's business.
/// </summary>
public interface IRateLimiter
{
    /// <summary>Takes a call in or refuses it.</summary>
    /// <param name="policy">What is allowed; valid, and of the limiter's own algorithm.</param>
    /// <param name="now">Time since any fixed instant; an earlier one than the last is taken as the last.</param>
    /// <param name="cost">1 or more. What costs more than the capacity costs the capacity: it passes alone.</param>
    RateLimitDecision Take(in RateLimitPolicy policy, TimeSpan now, int cost);

    /// <summary>Its state with times relative to <paramref name="now"/>, to go on elsewhere by another clock.</summary>
    long[] Save(TimeSpan now);

    /// <summary>Goes on from a saved state. What cannot be one is passed over.</summary>
    void Restore(ReadOnlySpan<long> state, TimeSpan now);
}
