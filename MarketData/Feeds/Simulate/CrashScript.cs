namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// The course of <see cref="SimulationScenario.Crash"/>: calm, fall, panic at the bottom, recovery, and from then on an ordinary market. A function of the time since the start
/// only, so that a seed gives one crash.
/// </summary>
public sealed record CrashScript
{
    /// <summary>Ordinary trading before the fall.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Fall { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long volatility and tick rate stay at their peak after the fall.</summary>
    public TimeSpan Panic { get; init; } = TimeSpan.FromSeconds(45);

    public TimeSpan Recovery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of its level the spot loses, before what chance adds or takes.</summary>
    public double Depth { get; init; } = 0.10;

    /// <summary>Share of the fall that the recovery takes back.</summary>
    public double Rebound { get; init; } = 0.25;

    /// <summary>Spot volatility at the peak, per year; the at-the-money volatility of the near expiries follows it.</summary>
    public double PeakVolatility { get; init; } = 0.62;

    /// <summary>How many times the asked tick rate the panic brings.</summary>
    public double PeakRate { get; init; } = 10;

    public TimeSpan Total => Calm + Fall + Panic + Recovery;

    /// <summary>What the script asks for at a time since the start, in seconds.</summary>
    internal ScriptedMarket At(double elapsedSeconds)
    {
        double t = elapsedSeconds - Calm.TotalSeconds;
        if (t < 0)
        {
            return ScriptedMarket.Ordinary;
        }

        double fall = Fall.TotalSeconds;
        if (t < fall)
        {
            double x = t / fall;
            return new ScriptedMarket(Math.Log(1 - Depth) / fall, Math.Min(1, x / 0.6), 1 + ((PeakRate - 1) * Math.Min(1, x / 0.2)), PeakVolatility);
        }

        t -= fall;
        if (t < Panic.TotalSeconds)
        {
            return new ScriptedMarket(0, 1, PeakRate, PeakVolatility);
        }

        t -= Panic.TotalSeconds;
        double recovery = Recovery.TotalSeconds;
        if (t < recovery)
        {
            double left = 1 - (t / recovery);
            return new ScriptedMarket(-Math.Log(1 - Depth) * Rebound / recovery, left * left, 1 + ((PeakRate - 1) * left), PeakVolatility);
        }

        return ScriptedMarket.Ordinary;
    }
}
