using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains;
using TradingAnalytics.Grains.Hosting;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Feeds;
using TradingAnalytics.Silo.Ingress;
using TradingAnalytics.Silo.Recovery;
using TradingAnalytics.WebFront;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>
/// Puts the process together: silo and web front in one. Hosted services start in the order they are added and stop in the reverse: journal, silo, recovery, ingress, feed; the web
/// server comes last of all and goes first.
/// </summary>
public static class SiloApplication
{
    private const int UsualSiloPort = 11_111;
    private const int UsualGatewayPort = 30_000;

    /// <param name="settings">From the command line; they go before the environment (<c>TA_</c>) and appsettings.json.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("TA_");
        builder.Configuration.AddInMemoryCollection(settings);

        IServiceCollection services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ProductCatalogue.Load());
        services.AddOptions<ProcessOptions>().BindConfiguration(ProcessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProcessOptions>, ProcessOptionsValidator>();
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));

        services.AddJournal();
        builder.UseOrleans(AddSilo);
        services.AddHostedService<RouteRecovery>();
        services.AddIngress();
        services.AddSingleton<FeedFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<FeedFactory>().Host(provider));
        services.AddSingleton<IFeedStatus>(provider => provider.GetRequiredService<FeedHost>());
        services.AddHostedService(provider => provider.GetRequiredService<FeedHost>());
        services.AddOptions<AccessOptions>().Configure<IOptions<ProcessOptions>>((access, host) => access.UserFile = Path.GetFullPath(Path.Combine(host.Value.DataDirectory, "users.db")));
        services.AddTradingAnalyticsWeb();

        CancellationToken stopping = CancellationToken.None;
        LogLevel least = builder.Configuration.GetValue("Logging:LogLevel:Orleans", LogLevel.Warning);

        // While the silo takes itself apart its parts complain of each other; that is no news to anyone.
        builder.Logging.AddFilter("Orleans", level => level >= (stopping.IsCancellationRequested ? LogLevel.Critical : least));
        WebApplication application = builder.Build();
        stopping = application.Lifetime.ApplicationStopping;
        application.MapTradingAnalyticsWeb();
        return application;
    }

    private static void AddSilo(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering();
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ProcessOptions>>((endpoints, host) =>
        {
            endpoints.SiloPort = FreePorts.Choose(host.Value.SiloPort, UsualSiloPort, "--silo-port");
            endpoints.GatewayPort = FreePorts.Choose(host.Value.GatewayPort, UsualGatewayPort, "--gateway-port");
        });
        silo.AddTradingAnalyticsGrains();
        silo.AddLiveStreams();
        silo.AddSqliteGrainStorage(GrainNames.Storage, services => services.GetRequiredService<DataDirectory>().GrainFile);

        // Who reads which stream is of this run only: readers subscribe anew.
        silo.AddMemoryGrainStorage(GrainNames.Subscriptions);
    }
}
