using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using TradingAnalytics.Providers.Mongo.Cluster;

namespace TradingAnalytics.Mongo.Tests.Cluster;

/// <summary>Silos and a client of Orleans that find each other, and keep a grain's state, through the real driver in a server of the test's own.</summary>
public sealed class MongoClusterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FakeMongo _server = new();

    [Fact]
    public async Task Cluster_EverySiloReplaced_ClientFindsTheNewOneAndTheStateIsThere()
    {
        _server.Start();
        using IHost first = await StartSilo();
        using IHost second = await StartSilo();
        using IHost client = await StartAsync(builder => builder.UseOrleansClient(orleans =>
        {
            orleans.Configure<ClusterOptions>(Name).UseMongoMembership();
            orleans.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromMilliseconds(200));
        }));
        ICounterGrain counter = client.Services.GetRequiredService<IClusterClient>().GetGrain<ICounterGrain>("one");
        (await counter.Add(5)).ShouldBe(5);
        (await counter.Add(37)).ShouldBe(42);
        (await Status(first)).ShouldBe([SiloStatus.Active, SiloStatus.Active]);

        using IHost third = await StartSilo();
        await first.StopAsync(TestContext.Current.CancellationToken);
        await second.StopAsync(TestContext.Current.CancellationToken);

        (await Again(() => counter.Add(0))).ShouldBe(42);
        (await Status(third)).ShouldBe([SiloStatus.Dead, SiloStatus.Dead, SiloStatus.Active]);
        _server.Count("states_hot").ShouldBe(1);
    }

    public void Dispose() => _server.Dispose();

    private static async Task<SiloStatus[]> Status(IHost silo)
    {
        MembershipTableData table = await silo.Services.GetRequiredService<IMembershipTable>().ReadAllAsync(TestContext.Current.CancellationToken);
        return [.. table.Members.OrderBy(row => row.Item1.StartTime).Select(row => row.Item1.Status)];
    }

    /// <summary>A client's call may still go by way of a silo that has just left.</summary>
    private static async Task<long> Again(Func<Task<long>> call)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception gone) when (gone is OrleansException or TimeoutException)
            {
                await pause.WaitForNextTickAsync(timeout.Token);
            }
        }
    }

    private Task<IHost> StartSilo() => StartAsync(builder => builder.UseOrleans(silo =>
    {
        silo.Configure<ClusterOptions>(Name).UseMongoMembership().AddMongoGrainStorage(CounterGrain.Storage);
        silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
    }));

    private async Task<IHost> StartAsync(Action<HostApplicationBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<MongoClusterOptions>().Configure(options => options.ConnectionString = _server.ConnectionString);
        builder.Logging.ClearProviders();
        configure(builder);
        IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static void Name(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = ("tests", "tests");
}
