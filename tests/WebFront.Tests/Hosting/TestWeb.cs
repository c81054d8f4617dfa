using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Users.Sqlite;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>The real web front on a free port over a market in memory: no cluster.</summary>
internal sealed class TestWeb : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _application;

    private TestWeb(DirectoryInfo folder, WebApplication application, FakeMarket market, FakeSink sink, List<TickRoute> live, FakeLimiters limiters)
    {
        _folder = folder;
        _application = application;
        Market = market;
        Sink = sink;
        Live = live;
        Limiters = limiters;
        Address = new Uri(application.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public FakeMarket Market { get; }

    public FakeSink Sink { get; }

    /// <summary>What the directory lists.</summary>
    public List<TickRoute> Live { get; }

    /// <summary>The callers' rate limits; off for this machine's own unless the test configures them on.</summary>
    public FakeLimiters Limiters { get; }

    /// <summary>Every user's alerts; without rules until a test says otherwise.</summary>
    public IAlertsGrain Alerts => Services.GetRequiredService<IGrainFactory>().GetGrain<IAlertsGrain>("");

    public PushStatistics Push => _application.Services.GetRequiredService<PushStatistics>();

    public ConnectionRegistry Connections => _application.Services.GetRequiredService<ConnectionRegistry>();

    public Rooms Rooms => _application.Services.GetRequiredService<Rooms>();

    public IServiceProvider Services => _application.Services;

    /// <param name="configure">Changes services.</param>
    /// <param name="seed">Adds users before the start, which makes it closed; without any it is open.</param>
    public static async Task<TestWeb> StartAsync(Action<IServiceCollection>? configure = null, Func<UserDatabase, Task>? seed = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("trading-analytics-web-");
        var users = new UserDatabase(Path.Combine(folder.FullName, "users.db"));
        await (seed?.Invoke(users) ?? Task.CompletedTask);
        var market = new FakeMarket();
        var sink = new FakeSink();
        var limiters = new FakeLimiters();
        List<TickRoute> live = [TestProducts.Nifty, TestProducts.Chain, TestProducts.LaterChain];
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TestProducts.Catalogue);
        builder.Services.AddSingleton<ITickSink>(sink);
        builder.Services.AddSingleton<IDeadLetterStore>(sink.DeadLetters);
        builder.Services.AddSingleton<ILiveSource>(market);
        builder.Services.AddSingleton(Grains(live, limiters));
        builder.Services.Configure<AccessOptions>(options => options.UserFile = users.Path);
        builder.Services.AddTradingAnalyticsWeb();
        configure?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        application.MapTradingAnalyticsWeb();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new TestWeb(folder, application, market, sink, live, limiters);
    }

    public HubConnection Hub() => new HubConnectionBuilder().WithUrl(new Uri(Address, "/hubs/market")).Build();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static IGrainFactory Grains(List<TickRoute> live, FakeLimiters limiters)
    {
        IGrainFactory grains = Substitute.For<IGrainFactory>();
        IDirectoryGrain directory = Substitute.For<IDirectoryGrain>();
        directory.Routes().Returns(_ => Task.FromResult(live.ToArray()));
        grains.GetGrain<IDirectoryGrain>(0).ReturnsForAnyArgs(directory);
        IProductGrain product = Substitute.For<IProductGrain>();
        product.Bars(default, default, default).ReturnsForAnyArgs(call =>
            Task.FromResult<Bar[]>([new Bar(call.ArgAt<long>(1), 1, 2, 0.5, 1.5, 3), new Bar(call.ArgAt<long>(2) - (int)call.Arg<BarInterval>(), 1.5, 1.5, 1.5, 1.5, 1)]));
        grains.GetGrain<IProductGrain>("").ReturnsForAnyArgs(product);
        IAlertsGrain alerts = Substitute.For<IAlertsGrain>();
        alerts.List().Returns([]);
        alerts.History(0).ReturnsForAnyArgs([]);
        alerts.Letters().Returns([]);
        alerts.NewSecret().Returns("secret");
        grains.GetGrain<IAlertsGrain>("").ReturnsForAnyArgs(alerts);
        IManagementGrain management = Substitute.For<IManagementGrain>();
        management.GetDetailedHosts(false).ReturnsForAnyArgs(Task.FromResult<MembershipEntry[]>([]));
        management.GetSimpleGrainStatistics().Returns(Task.FromResult<SimpleGrainStatistic[]>([]));
        grains.GetGrain<IManagementGrain>(0).ReturnsForAnyArgs(management);
        grains.GetGrain<IRateLimiterGrain>("").ReturnsForAnyArgs(call => limiters.Of(call.ArgAt<string>(0)));
        IIngressGrain ingress = Substitute.For<IIngressGrain>();
        ingress.Report().Returns(Task.FromResult(new MarketReport { Holder = "silo-1", Since = DateTimeOffset.UnixEpoch, Fence = 1, FeedName = "test", FeedState = "idle" }));
        grains.GetGrain<IIngressGrain>(0).ReturnsForAnyArgs(ingress);
        return grains;
    }
}
