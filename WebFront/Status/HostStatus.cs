using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;

namespace TradingAnalytics.WebFront.Status;

/// <summary>What this process says of itself. Feed and ingress are the host's to provide, and asked for only when needed; a process that is a web front only has neither.</summary>
internal sealed class HostStatus(IServiceProvider services, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public static string Version { get; } =
        (Assembly.GetEntryAssembly() ?? typeof(HostStatus).Assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public double UptimeSeconds => time.GetElapsedTime(_startedAt).TotalSeconds;

    public (string Name, string State) Feed => services.GetService<IFeedStatus>() is { } feed ? (feed.Name, feed.State) : ("", "");

    public IngressFigures Ingress => services.GetService<IIngressStatus>()?.Read() ?? IngressFigures.None;

    /// <summary>Null when none is recorded.</summary>
    public HistoryFigures? History => services.GetService<IHistoryStatus>()?.Read();

    public IReadOnlyList<StoreHealth> Stores => services.GetService<StorePipelines>()?.Read() ?? [];
}
