using TradingAnalytics.MarketData.Feeds.Simulate;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>The feed this process runs. Section <c>Feed</c>.</summary>
public sealed class FeedOptions
{
    public const string Section = "Feed";

    public FeedKind Kind { get; set; }

    /// <summary>Simulated market: the seed.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Simulated market: ticks per second, of all products together.</summary>
    public int Rate { get; set; } = 1_000;

    public SimulationScenario Scenario { get; set; }

    /// <summary>Simulated market: product ids, separated by commas.</summary>
    public string Products { get; set; } = "NIFTY,BANKNIFTY";

    /// <summary>Replay: a file or a folder.</summary>
    public string Path { get; set; } = "";

    /// <summary>Replay: how many times as fast as it was recorded, or <c>max</c>.</summary>
    public string Speed { get; set; } = "1";

    /// <summary>Wait before a feed that failed is started again; it doubles with each failure in a row.</summary>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait.</summary>
    public TimeSpan MaxRestartDelay { get; set; } = TimeSpan.FromMinutes(1);

    public string[] ProductNames => Products.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
