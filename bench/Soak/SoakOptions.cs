namespace TradingAnalytics.Soak;

/// <summary>What to soak, and for how long.</summary>
/// <param name="Duration">Of the measured part; the start is not in it.</param>
/// <param name="Clients">SignalR connections, each watching two rooms.</param>
/// <param name="TicksPerSecond">Of the simulated market.</param>
/// <param name="Interval">Between two lines and checks.</param>
/// <param name="MaxGrowthPerHour">Most that resident memory may grow, in bytes per hour, once it has settled.</param>
/// <param name="MaxResident">Most that it may ever be, in bytes.</param>
/// <param name="SiloAssembly">The built executable's dll.</param>
internal sealed record SoakOptions(TimeSpan Duration, int Clients, int TicksPerSecond, TimeSpan Interval, long MaxGrowthPerHour, long MaxResident, string SiloAssembly);
