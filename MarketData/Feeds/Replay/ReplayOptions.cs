namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>How a recording is replayed.</summary>
public sealed record ReplayOptions
{
    public ReplaySpeed Speed { get; init; } = ReplaySpeed.Times(1);

    /// <summary>Longest pause, by the clock on the wall, between two recorded instants: nights and missing hours do not leave the screen standing still for longer.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromMinutes(2);
}
