using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Grains;

public class CadenceTests
{
    private static readonly (string, string)[] s_minute = [("Grains:Cadence", "00:01:00"), ("Grains:AnalyticsCadence", "00:01:00"), ("Grains:SaveEvery", "00:10:00")];
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Apply_AfterAQuietCadence_IsPublishedAtOnceAndWhatFollowsWithTheNext()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_minute);
        await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Chain(TestMarket.Near, 1))]);
        await GrainCluster.Eventually("the first batch is published", async () => (await cluster.Chain(TestMarket.NearChain).Snapshot()).Sequence == 1);
        GrainCluster.Header(await cluster.Chain(TestMarket.NearChain).Snapshot(), ChainColumn.CallOi).ShouldBe(3 * 6_565);

        for (int round = 2; round <= 6; round++)
        {
            await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Chain(TestMarket.Near, round))]);
        }

        (await cluster.Chain(TestMarket.NearChain).Snapshot()).Sequence.ShouldBe(1);
    }
}
