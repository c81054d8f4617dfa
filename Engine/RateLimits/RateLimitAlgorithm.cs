namespace TradingAnalytics.Engine.RateLimits;

/// <summary>How calls are counted.</summary>
public enum RateLimitAlgorithm
{
    /// <summary>Exact: in no window, wherever it begins, passes more than the capacity, and nothing is refused that would fit.</summary>
    SlidingWindow = 0,

    /// <summary>A bucket of the capacity, refilled evenly at the limit per window: within one window up to capacity + limit may pass.</summary>
    TokenBucket = 1,

    /// <summary>A window begins with the first call after the last one ended: across its edge up to twice the capacity may pass within one window's time.</summary>
    FixedWindow = 2,
}
