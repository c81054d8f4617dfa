namespace TradingAnalytics.Engine.Alerts;

/// <summary>A user's rule, as he made it.</summary>
public sealed record AlertRule
{
    /// <summary>The user's name.</summary>
    public required string Owner { get; init; }

    /// <summary>Rises by one with each rule of a user; 0 before it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Rises by one with each change of the rule: a firing of what it was before counts no more.</summary>
    public int Version { get; init; }

    public required AlertMetric Metric { get; init; }

    public required AlertCondition Condition { get; init; }

    /// <summary>For so long after it fired, in market time, it does not fire again.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>From then on, in market time, it does not fire; 0 never.</summary>
    public long ExpiresUnixMicroseconds { get; init; }

    /// <summary>Whether it fires again and again; else it is done after the first time.</summary>
    public bool Repeats { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>The user's own words; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Where a firing is also told by HTTP; empty for nowhere.</summary>
    public string Webhook { get; init; } = "";

    /// <summary>When it last fired, in market time; 0 never. A watch that begins anew keeps the cool-down by it.</summary>
    public long LastFiredUnixMicroseconds { get; init; }
}
