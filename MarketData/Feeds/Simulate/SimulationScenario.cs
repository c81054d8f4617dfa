namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>What happens in the simulated market.</summary>
public enum SimulationScenario
{
    /// <summary>An ordinary day.</summary>
    Normal = 0,

    /// <summary>A calm start, a fall with volatility through 40 and ten times the ticks, then recovery (<see cref="CrashScript"/>).</summary>
    Crash = 1,
}
