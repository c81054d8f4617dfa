namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>How a recording is replayed.</summary>
public sealed record ReplayOptions
{
    public ReplaySpeed Speed { get; init; } = ReplaySpeed.Times(1);

    /// <summary>A position another run of the same recording told (<see cref="ReplayFeed.Position"/>): what lies before it is not sent again. That of another recording, or none, is from the beginning.</summary>
    public string From { get; init; } = "";

    /// <summary>Longest pause, by the clock on the wall, between two recorded instants: nights and missing hours do not leave the screen standing still for longer.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromMinutes(2);
}
