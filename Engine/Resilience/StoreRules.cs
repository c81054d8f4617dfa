namespace TradingAnalytics.Engine.Resilience;

/// <summary>How calls to one store, or to another service beyond the process, are made.</summary>
public sealed class StoreRules
{
    /// <summary>Waits before a write is tried again, in order; empty: it is tried once.</summary>
    public static readonly IReadOnlyList<TimeSpan> UsualRetries = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)];

    /// <summary>In place of <see cref="UsualRetries"/>; null: those. Up to 10, each up to 10 min.</summary>
    public TimeSpan[]? Retries { get; set; }

    /// <summary>So many failures within <see cref="Within"/> open the breaker: calls fail at once until <see cref="OpenFor"/> is over. 1 to 1,000.</summary>
    public int Failures { get; set; } = 5;

    /// <summary>1 s to 10 min.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After it one call goes through; if that one succeeds, all do. 1 s to 1 h.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take. 10 ms to 10 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
