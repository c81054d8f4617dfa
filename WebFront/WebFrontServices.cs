using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TradingAnalytics.WebFront.Alerts;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Dashboard;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Ingest;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Routing;
using TradingAnalytics.WebFront.Status;

namespace TradingAnalytics.WebFront;

/// <summary>The web front's services.</summary>
public static class WebFrontServices
{
    /// <summary>
    /// Adds REST, the push hub and the dashboard. The host provides an <c>IClusterClient</c>, the <c>ProductCatalogue</c>, an <c>ITickSink</c>, an <c>IDeadLetterStore</c> and, where it has them,
    /// an <c>IFeedStatus</c> and an <c>IIngressStatus</c>. Options: sections <c>Web:Push</c>, <c>Web:Ingest</c>, <c>Web:Dashboard</c>, <c>Web:RateLimits</c>, <c>Web:Access</c>.
    /// </summary>
    public static IServiceCollection AddTradingAnalyticsWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section)
            .Validate(options => options.Interval >= TimeSpan.Zero && options.Interval <= PushOptions.LongestInterval, "Web:Push:Interval must be from 0 to 60 s.")
            .Validate(options => options.Steps.All(step => step.Connections > 0 && step.Interval > TimeSpan.Zero), "Web:Push:CrowdSteps: Connections and Interval of each must be above 0.")
            .Validate(options => options.SlowInterval > TimeSpan.Zero && options.FarewellTimeout > TimeSpan.Zero, "Web:Push: SlowInterval and FarewellTimeout must be longer than 0.")
            .Validate(options => options.WatchInterval > TimeSpan.Zero, "Web:Push:WatchInterval must be longer than 0.")
            .Validate(options => options.DoubtAfter > TimeSpan.Zero && options.DoubtAfter <= options.WatchInterval, "Web:Push:DoubtAfter must be longer than 0 and no longer than Web:Push:WatchInterval.")
            .Validate(options => options.MaxRoomsPerConnection > 0 && options.MaxHeldUpdates > 0, "Web:Push: MaxRoomsPerConnection and MaxHeldUpdates must be above 0.")
            .ValidateOnStart();
        services.AddOptions<IngestLimits>().BindConfiguration(IngestLimits.Section)
            .Validate(limits => limits is { MaxBytes: > 0, MaxTicks: > 0, MaxTickBytes: > 0, ChunkTicks: > 0, MaxListedRefusals: > 0 }, "Web:Ingest: every limit must be above 0.")
            .ValidateOnStart();
        services.AddOptions<CacheOptions>().BindConfiguration(CacheOptions.Section)
            .Validate(cache => cache is { Capacity: >= 3, MaxBytes: > 0, CrisisStretch: >= 1 } && cache.RecordedFor > TimeSpan.Zero, "Web:Cache: Capacity must be 3 or more, MaxBytes and RecordedFor above 0, CrisisStretch 1 or more.")
            .Validate(cache => cache.StaleWhileRevalidate >= TimeSpan.Zero && cache.StaleIfError >= cache.StaleWhileRevalidate, "Web:Cache:StaleIfError must not be shorter than StaleWhileRevalidate, nor that than 0.")
            .ValidateOnStart();
        services.AddSingleton<CacheCrisis>();
        services.AddSingleton<AnswerCache>();
        services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section);
        services.AddProblems();
        services.AddDescription();
        services.AddAccess();
        services.AddRateLimits();
        services.AddRequestDecompression();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        services.AddSingleton<TickJsonParser>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<DeadLetterReplay>();
        services.AddSingleton<RouteDirectory>();
        services.AddSingleton<DaysOver>();
        services.AddSingleton<TableFinder>();
        services.AddSingleton<RoomAccess>();
        services.AddSingleton<AlertMetricReader>();
        services.AddSingleton<AlertReader>();
        services.AddSingleton<ClusterStatus>();
        services.AddSingleton<HostStatus>();
        services.AddSingleton<MarketStatus>();
        services.AddSingleton<PushStatistics>();
        services.AddSingleton<PushPace>();
        services.AddSingleton<SystemSource>();
        services.AddSingleton<Rooms>();
        services.TryAddSingleton<ILiveSource, ClusterLiveSource>();
        services.AddSignalR(static hub => hub.AddFilter<HubFaults>());
        services.AddLogging(static logging => logging.AddFilter(HubFaults.Replaced, LogLevel.None));
        services.AddSingleton<IHubProtocol>(static provider => new OptionalArgumentProtocol(ActivatorUtilities.CreateInstance<JsonHubProtocol>(provider)));
        services.AddSingleton<IHubProtocol>(static provider => new OptionalArgumentProtocol(ActivatorUtilities.CreateInstance<MessagePackHubProtocol>(provider)));
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<HubLifetimeManager<MarketHub>>(provider => provider.GetRequiredService<ConnectionRegistry>());
        return services;
    }
}
