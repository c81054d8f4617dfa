using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>How much a caller may ask. Section <c>Web:RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "Web:RateLimits";

    /// <summary>
    /// Whether callers are limited. Unset: everyone is, but in open mode whoever sits at this machine and gives no name is not: a trader with his own dashboard.
    /// </summary>
    public bool? Enabled { get; set; }

    public RateLimitAlgorithm Algorithm { get; set; }

    /// <summary>Calls per window; 1 to 100,000. A route may cost more than one.</summary>
    public int Limit { get; set; } = 100;

    /// <summary>Calls on top of that; 0 to 100,000.</summary>
    public int Burst { get; set; } = 20;

    /// <summary>1 s to a day.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call waits for the limiter. When it does not answer the call passes: a limiter that is down must not take the service with it. Above 0, up to 10 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    public RateLimitPolicy Policy => new(Algorithm, Limit, Burst, Window);
}
