using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Hosting;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.Silo.Caching;
using TradingAnalytics.Silo.Clustering;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Feeds;
using TradingAnalytics.Silo.Housekeeping;
using TradingAnalytics.Silo.History;
using TradingAnalytics.Silo.Ingress;
using TradingAnalytics.Silo.Market;
using TradingAnalytics.Silo.Recovery;
using TradingAnalytics.WebFront;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.OrleansViews;
using ClusterOptions = TradingAnalytics.Silo.Configuration.ClusterOptions;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>
/// Puts the process together, by its role: silo and web front in one, or one of them. Hosted services start in the order they are added and stop in the reverse: journal, silo, recovery, history, ingress,
/// feed (in a cluster: journal, warm start, silo, handover, history, market); the web server comes last of all and goes first.
/// </summary>
public static class SiloApplication
{
    private const int UsualSiloPort = 11_111;
    private const int UsualGatewayPort = 30_000;

    /// <summary>Under which Orleans logs: its own name, that of what it tries again with, and one that it takes by mistake.</summary>
    private static readonly string[] s_orleans = ["Orleans", "Polly", "Microsoft.Extensions.Logging.ILogger"];

    /// <param name="settings">From the command line; they go before the environment (<c>TA_</c>) and appsettings.json.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("TA_");
        builder.Configuration.AddInMemoryCollection(settings);

        ProcessPlan plan = ProcessPlan.Read(builder.Configuration);
        IServiceCollection services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ProcessOptions>>().Value.LoadCatalogue());
        services.AddOptions<ProcessOptions>().BindConfiguration(ProcessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProcessOptions>, ProcessOptionsValidator>();
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.AddOptions<ResilienceOptions>().BindConfiguration(ResilienceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ResilienceOptions>, ResilienceOptionsValidator>();
        services.AddSingleton<StorePipelines>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));

        services.AddOptions<ClusterOptions>().BindConfiguration(ClusterOptions.Section);
        services.AddSingleton(plan);
        services.AddSingleton<FeedFactory>();
        if (!plan.IsClustered)
        {
            services.AddJournal();
            services.AddSingleton<LiveTap>();
            services.AddHostedService<OutsidePrograms>();
            builder.UseOrleans(silo => AddSilo(silo, plan));
            services.AddHostedService<RouteRecovery>();
            services.AddSingleton<IRecordingTurn, AlwaysOurs>();
            services.AddHistory(builder.Configuration);
            services.AddIngress();
            services.AddSingleton(provider => provider.GetRequiredService<FeedFactory>().Host(provider));
            services.AddSingleton<IFeedStatus>(provider => provider.GetRequiredService<FeedHost>());
            services.AddHostedService(provider => provider.GetRequiredService<FeedHost>());
        }
        else if (plan.HasSilo)
        {
            services.AddSharedJournal();
            services.AddHostedService<WarmStart>();
            builder.UseOrleans(silo => AddSilo(silo, plan));
            services.AddHostedService<HandoverHost>();
            services.AddSingleton<IRecordingTurn>(provider => provider.GetRequiredService<MarketSeat>());
            services.AddHistory(builder.Configuration);
            services.AddMarket();
            services.AddSingleton<ReachWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<ReachWatch>());
        }
        else
        {
            services.AddDeadLetters();
            services.AddSingleton<ITickSink, ForwardingSink>();
            builder.UseOrleansClient(client => client.UseCluster(plan).AddDashboard(OrleansView.Configure));
        }

        if (plan.HasSilo)
        {
            services.AddHostedService<HousekeepingStart>();
        }

        if (plan.HasWeb)
        {
            services.AddOptions<AccessOptions>().Configure<IOptions<ProcessOptions>>((access, host) => access.UserFile = Path.GetFullPath(Path.Combine(host.Value.DataDirectory, "users.db")));
            if (plan.IsClustered)
            {
                services.AddSharedAnswers(plan);
            }

            services.AddTradingAnalyticsWeb();
        }

        // While the silo takes itself apart its parts complain of each other; that is no news to anyone.
        CancellationToken stopping = CancellationToken.None;
        foreach (string category in s_orleans)
        {
            LogLevel least = builder.Configuration.GetValue($"Logging:LogLevel:{category}", LogLevel.Warning);
            builder.Logging.AddFilter(category, level => level >= (stopping.IsCancellationRequested ? LogLevel.Critical : least));
        }

        WebApplication application = builder.Build();
        stopping = application.Lifetime.ApplicationStopping;
        if (plan.HasWeb)
        {
            application.MapTradingAnalyticsWeb();
            application.MapOrleansView();
        }
        else
        {
            application.MapTradingAnalyticsHealth();
        }

        return application;
    }

    /// <summary>Where a silo listens that others reach at another port; null where it is the same. Beyond this machine the address they use is not this machine's own.</summary>
    private static IPEndPoint? Listening(ClusterOptions cluster, int port, string option) => port == 0
        ? null
        : new IPEndPoint(IPAddress.IsLoopback(IPAddress.Parse(cluster.Address)) ? IPAddress.Loopback : IPAddress.Any, FreePorts.Choose(port, port, option));

    private static void AddSilo(ISiloBuilder silo, ProcessPlan plan)
    {
        // After all others: the clustering of one process has ports of its own, which two processes on a machine would share.
        silo.Services.AddOptions<EndpointOptions>().PostConfigure<IOptions<ProcessOptions>>((endpoints, host) =>
        {
            ProcessOptions ports = host.Value;
            endpoints.SiloPort = ports.SiloListenPort == 0 ? FreePorts.Choose(ports.SiloPort, UsualSiloPort, "--silo-port") : ports.SiloPort;
            endpoints.GatewayPort = ports.GatewayListenPort == 0 ? FreePorts.Choose(ports.GatewayPort, UsualGatewayPort, "--gateway-port") : ports.GatewayPort;
            endpoints.SiloListeningEndpoint = Listening(plan.Cluster, ports.SiloListenPort, "Host:SiloListenPort");
            endpoints.GatewayListeningEndpoint = Listening(plan.Cluster, ports.GatewayListenPort, "Host:GatewayListenPort");
        });
        if (plan.IsClustered)
        {
            silo.UseCluster(plan);
        }
        else
        {
            silo.UseLocalhostClustering();
            silo.UseInMemoryReminderService();
            silo.AddSqliteGrainStorage(GrainNames.Storage, services => services.GetRequiredService<DataDirectory>().GrainFile);

            // Who reads which stream is of this run only: readers subscribe anew.
            silo.AddMemoryGrainStorage(GrainNames.Subscriptions);
        }

        silo.AddTradingAnalyticsGrains();
        silo.AddLiveStreams();
        silo.AddDashboard(OrleansView.Configure);
    }
}
