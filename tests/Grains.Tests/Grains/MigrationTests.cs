using Orleans.TestingHost;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Grains;

public class MigrationTests
{
    private static readonly (string, string)[] s_quick = [("Grains:Cadence", "00:00:00.010"), ("Grains:SaveEvery", "00:00:01")];
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Chain_MovesToTheOtherSilo_ReadersOfItsStreamFollow()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2, s_quick);
        await Feed(cluster, 1);
        ReplicaReader reader = await ReplicaReader.SubscribeAsync(cluster, TestMarket.NearChain, ChainSchema.Table, () => cluster.Chain(TestMarket.NearChain).Snapshot());
        await Feed(cluster, 2);
        await Follows(cluster, reader, 2);
        long epoch = (await reader.Read()).Epoch;

        InProcessSiloHandle host = HostOf(cluster);
        InProcessSiloHandle other = cluster.Silos.Silos.Single(silo => silo != host);
        await cluster.Silos.MigrateAsync(cluster.Chain(TestMarket.NearChain), other.SiloAddress);
        await Feed(cluster, 3);
        await Feed(cluster, 4);
        await Follows(cluster, reader, 4);
        (await reader.Read()).Epoch.ShouldBeGreaterThan(epoch);
        HostOf(cluster).ShouldBe(other);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silo_EndsWithTheChain_ItLivesOnAndReadersFollow(bool killed)
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2, s_quick);
        await Feed(cluster, 1);
        ReplicaReader reader = await ReplicaReader.SubscribeAsync(cluster, TestMarket.NearChain, ChainSchema.Table, () => cluster.Chain(TestMarket.NearChain).Snapshot());
        await Feed(cluster, 2);
        await Follows(cluster, reader, 2);
        long epoch = (await reader.Read()).Epoch;

        InProcessSiloHandle host = HostOf(cluster);
        await (killed ? cluster.Silos.KillSiloAsync(host, TestContext.Current.CancellationToken) : cluster.Silos.StopSiloAsync(host, TestContext.Current.CancellationToken));
        await GrainCluster.Eventually("the reader follows again", async () =>
        {
            try
            {
                // Each round brings a change: the reader learns of the new epoch from whatever reaches it first.
                await Feed(cluster, 4);
            }
            catch (Exception gone) when (gone is OrleansException or TimeoutException)
            {
                // The cluster still counts on the silo that is gone.
                return false;
            }

            LiveUpdate read = await reader.Read();
            return read.Epoch > epoch && GrainCluster.Header(read, ChainColumn.CallOi) == 3 * 6_760;
        });
        await Follows(cluster, reader, 4);
    }

    private async Task Feed(GrainCluster cluster, int version) =>
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Chain(TestMarket.Near, version)), _journal.Append(_market.Spot(24_200 + version))]);

    private static Task Follows(GrainCluster cluster, ReplicaReader reader, int version) => GrainCluster.Eventually($"the reader equals the chain at version {version}", async () =>
    {
        LiveUpdate chain = await cluster.Chain(TestMarket.NearChain).Snapshot();
        return GrainCluster.Header(chain, ChainColumn.CallOi) == 3 * (6_500 + (65 * version)) && LiveUpdates.AreSame(chain, await reader.Read());
    });

    private static InProcessSiloHandle HostOf(GrainCluster cluster)
    {
        cluster.Silos.TryGetGrainContext(cluster.Chain(TestMarket.NearChain).GetGrainId(), out IGrainContext? chain).ShouldBeTrue();
        return cluster.Silos.Silos.Single(silo => silo.SiloAddress.Equals(chain.Address.SiloAddress));
    }
}
