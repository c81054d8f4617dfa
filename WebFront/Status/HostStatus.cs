using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;

namespace TradingAnalytics.WebFront.Status;

/// <summary>What this process says of itself. History and stores are the host's to provide, and asked for only when needed.</summary>
internal sealed class HostStatus(IServiceProvider services, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public static string Version { get; } =
        (Assembly.GetEntryAssembly() ?? typeof(HostStatus).Assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public double UptimeSeconds => time.GetElapsedTime(_startedAt).TotalSeconds;

    /// <summary>Null when none is recorded.</summary>
    public HistoryFigures? History => services.GetService<IHistoryStatus>()?.Read();

    public IReadOnlyList<StoreHealth> Stores => services.GetService<StorePipelines>()?.Read() ?? [];
}
