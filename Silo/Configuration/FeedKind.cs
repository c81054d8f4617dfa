namespace TradingAnalytics.Silo.Configuration;

/// <summary>Where the market comes from.</summary>
public enum FeedKind
{
    /// <summary>The simulated market.</summary>
    Simulate = 0,

    /// <summary>A recording.</summary>
    Replay = 1,

    /// <summary>Only what is pushed.</summary>
    None = 2,
}
