namespace TradingAnalytics.Engine.Resilience;

/// <summary>How a store has done since the start of the process.</summary>
/// <param name="Name">The store.</param>
/// <param name="State">Of its breaker.</param>
/// <param name="Failures">Attempts that failed.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="Openings">How often the breaker opened.</param>
/// <param name="OpenedAt">When it last did; null when it never did.</param>
/// <param name="LastError">Why an attempt last failed; null when none did.</param>
/// <param name="LastErrorAt">And when.</param>
public sealed record StoreHealth(
    string Name, BreakerState State, long Failures, long Retries, long Openings, DateTimeOffset? OpenedAt, string? LastError, DateTimeOffset? LastErrorAt);
