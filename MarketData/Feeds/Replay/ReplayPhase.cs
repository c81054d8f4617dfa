namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>What a replay is doing.</summary>
public enum ReplayPhase
{
    /// <summary>Not started.</summary>
    Waiting = 0,

    Replaying = 1,

    /// <summary>All is sent; what the market showed last stays served.</summary>
    Ended = 2,

    /// <summary>Cancelled before its end.</summary>
    Stopped = 3,

    /// <summary>The recording could not be read on, see the feed's state.</summary>
    Failed = 4,
}
