using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>What to simulate. Equal options and an equal start give equal ticks.</summary>
public sealed record SimulationOptions
{
    public const int MinTicksPerSecond = 10;
    public const int MaxTicksPerSecond = 1_000_000;

    public ulong Seed { get; init; } = 1;

    /// <summary>Average over time, of all products together; a crash multiplies it.</summary>
    public int TicksPerSecond { get; init; } = 1_000;

    public IReadOnlyList<ProductId> Products { get; init; } = [new ProductId("NIFTY"), new ProductId("BANKNIFTY")];

    public SimulationScenario Scenario { get; init; }

    /// <summary>The course of the crash, where the scenario is one.</summary>
    public CrashScript Crash { get; init; } = new();

    /// <summary>Where a product's spot begins; null, or null of a product: as its profile says. Everything else about a product begins anew.</summary>
    public Func<ProductId, double?>? SpotOf { get; init; }

    /// <summary>Whether every chain of a product trades as much as any other; otherwise the nearest trade most, as they do.</summary>
    public bool EveryChainAlike { get; init; }

    /// <summary>First instant of the market; null starts it when the feed is run. With one, event times run from it at the pace of the clock.</summary>
    public DateTimeOffset? StartTime { get; init; }

    internal ScriptedMarket At(double elapsedSeconds) => Scenario == SimulationScenario.Crash ? Crash.At(elapsedSeconds) : ScriptedMarket.Ordinary;

    internal void Validate()
    {
        if (TicksPerSecond is < MinTicksPerSecond or > MaxTicksPerSecond)
        {
            throw new ArgumentException($"The simulator makes {MinTicksPerSecond} to {MaxTicksPerSecond} ticks per second, not {TicksPerSecond}.");
        }

        if (Products.Count == 0)
        {
            throw new ArgumentException("The simulator needs at least one product.");
        }

        if (Crash is not { Depth: >= 0 and < 0.9, PeakVolatility: > 0 and <= 3, PeakRate: >= 1 and <= 100, Rebound: >= 0 and <= 1 } || Crash.Fall <= TimeSpan.Zero || Crash.Recovery <= TimeSpan.Zero)
        {
            throw new ArgumentException("The crash needs a depth of 0 to 0.9, a peak volatility of 0 to 3, a peak rate of 1 to 100 times, a rebound of 0 to 1, and a fall and a recovery that take time.");
        }
    }
}
