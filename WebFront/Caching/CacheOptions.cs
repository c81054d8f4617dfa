namespace TradingAnalytics.WebFront.Caching;

/// <summary>How answers are kept. Section <c>Web:Cache</c>.</summary>
public sealed class CacheOptions
{
    public const string Section = "Web:Cache";

    /// <summary>Answers kept at most; the one longest not asked for goes first. 3 or more.</summary>
    public int Capacity { get; set; } = 256;

    /// <summary>Longest answer kept, in bytes.</summary>
    public int MaxBytes { get; set; } = 1 << 19;

    /// <summary>How long an answer of recorded days that are over is fresh. They do not change; a day may be imported behind them.</summary>
    public TimeSpan RecordedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether web fronts of a cluster share such answers, by Redis. Only where all of them ask one store: without more said, when history is in MongoDB.</summary>
    public bool ShareRecorded { get; set; }

    /// <summary>The Redis in which they do: a connection string, with a password where it has one; empty for the cluster's.</summary>
    public string Redis { get; set; } = "";

    /// <summary>How long after it is no longer fresh an answer is still given at once, while a new one is fetched.</summary>
    public TimeSpan StaleWhileRevalidate { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after it is no longer fresh an answer is still given when no new one can be fetched.</summary>
    public TimeSpan StaleIfError { get; set; } = TimeSpan.FromHours(1);

    /// <summary>In a crisis answers stay fresh so many times as long: while the breaker of a store is not closed, or a crowd stretches the intervals of pushing. 1 or more.</summary>
    public double CrisisStretch { get; set; } = 10;
}
