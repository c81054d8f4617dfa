using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Handover;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Handover;

public class GrainHandoverTests
{
    private static readonly RateLimitPolicy s_policy = new(RateLimitAlgorithm.SlidingWindow, 100, 20, TimeSpan.FromHours(1));
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Move_SiloWithLiveGrains_AllLiveOnTheOtherAndGoOn()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2, ("Grains:Cadence", "00:00:00.010"));
        await Feed(cluster, 1);
        string[] users = [.. Enumerable.Range(0, 6).Select(user => $"user:{user}")];
        await Task.WhenAll(users.Select(user => Limiter(cluster, user).Take(s_policy, 70)));
        LiveUpdate before = await cluster.Chain(TestMarket.NearChain).Snapshot();
        InProcessSiloHandle leaving = cluster.Silos.Silos[0], staying = cluster.Silos.Silos[1];

        int moved = await leaving.ServiceProvider.GetRequiredService<GrainHandover>().MoveAsync(leaving.SiloAddress, () => [staying.SiloAddress], TestContext.Current.CancellationToken);

        foreach (IAddressable grain in (IAddressable[])[cluster.Product(TestMarket.Product), cluster.Chain(TestMarket.NearChain), cluster.Chain(TestMarket.FarChain), cluster.RouteDirectory, .. users.Select(user => Limiter(cluster, user))])
        {
            (await HostOf(cluster, grain)).ShouldBe(staying.SiloAddress, $"{grain.GetGrainId()}, after {moved} have moved");
        }

        await Feed(cluster, 2);
        await GrainCluster.Eventually("the chain goes on", async () =>
            await cluster.Chain(TestMarket.NearChain).Snapshot() is { } after && GrainCluster.Header(after, ChainColumn.CallOi) == 3 * (6_500 + (65 * 2)) && after.Epoch >= before.Epoch);
        foreach (string user in users)
        {
            (await Limiter(cluster, user).Take(s_policy, 70)).Allowed.ShouldBeFalse($"{user} has used his allowance");
        }
    }

    [Fact]
    public async Task Move_SiloWithoutGrains_MovesNothing()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2);
        InProcessSiloHandle leaving = cluster.Silos.Silos[0], staying = cluster.Silos.Silos[1];
        GrainHandover handover = leaving.ServiceProvider.GetRequiredService<GrainHandover>();
        await handover.MoveAsync(leaving.SiloAddress, () => [staying.SiloAddress], TestContext.Current.CancellationToken);

        (await handover.MoveAsync(leaving.SiloAddress, () => [staying.SiloAddress], TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task Move_NobodyStays_MovesNothing()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal);
        await Feed(cluster, 1);
        InProcessSiloHandle leaving = cluster.Silos.Silos[0];

        (await leaving.ServiceProvider.GetRequiredService<GrainHandover>().MoveAsync(leaving.SiloAddress, () => [], TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static IRateLimiterGrain Limiter(GrainCluster cluster, string user) => cluster.Grains.GetGrain<IRateLimiterGrain>(user);

    private static async Task<SiloAddress?> HostOf(GrainCluster cluster, IAddressable grain) => await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);

    private async Task Feed(GrainCluster cluster, int version) => await cluster.Product(TestMarket.Product).Apply(
        [_journal.Append(_market.Chain(TestMarket.Near, version)), _journal.Append(_market.Chain(TestMarket.Far, version)), _journal.Append(_market.Spot(24_200 + version))]);
}
