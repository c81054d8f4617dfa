using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Grains;

public class ProductGrainTests
{
    private static readonly (string, string)[] s_quick = [("Grains:Cadence", "00:00:00.010"), ("Grains:RetireAfter", "06:00:00")];
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Apply_MixedFrames_ReachBookChainsAndDirectory()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await cluster.Product(TestMarket.Product).Apply(
        [
            _journal.Append(_market.Chain(TestMarket.Near, 1)), _journal.Append(_market.Spot(24_210)), _journal.Append(_market.Chain(TestMarket.Far, 2)), _journal.Append(_market.Spot(24_215)),
        ]);

        await GrainCluster.Eventually("both chains show the newest spot", async () =>
            GrainCluster.Header(await cluster.Chain(TestMarket.NearChain).Snapshot(), ChainColumn.Spot) == 24_215
            && GrainCluster.Header(await cluster.Chain(TestMarket.FarChain).Snapshot(), ChainColumn.Spot) == 24_215);
        await GrainCluster.Eventually("the product shows both headlines", async () =>
        {
            LiveUpdate product = await cluster.Product(TestMarket.Product).Snapshot();
            return GrainCluster.Header(product, ProductColumn.Spot) == 24_215
                && LiveUpdates.TryGet(product, RowKey.ForExpiry(TestMarket.Near), ExpiryColumn.CallOi, out double near) && near == 3 * 6_565
                && LiveUpdates.TryGet(product, RowKey.ForExpiry(TestMarket.Far), ExpiryColumn.CallOi, out double far) && far == 3 * 6_630;
        });
        (await cluster.RouteDirectory.Routes()).ShouldBe([TestMarket.Product, TestMarket.NearChain, TestMarket.FarChain]);
        Bar[] bars = await cluster.Product(TestMarket.Product).Bars(BarInterval.OneMinute, 0, long.MaxValue);
        bars.Sum(bar => bar.Ticks).ShouldBe(2);
        GrainCluster.Header(await cluster.Product(TestMarket.Product).Snapshot(), ProductColumn.Ticks).ShouldBe(14);
    }

    [Fact]
    public async Task Apply_FrameOfAChainNeverDelivered_IsCountedWithTheChainsNext()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Spot(24_210)), _journal.Append(_market.Chain(TestMarket.Near, 1)), _journal.Append(_market.Chain(TestMarket.Far, 1))]);

        // Journalled by a holder of the market that dies before it has delivered it; what the next one delivers is newer.
        _journal.Append(_market.Chain(TestMarket.Near, 2));
        TickFrame far = _journal.Append(_market.Chain(TestMarket.Far, 2)), near = _journal.Append(_market.Chain(TestMarket.Near, 3));
        await cluster.Product(TestMarket.Product).Apply([far]);
        await cluster.Product(TestMarket.Product).Apply([near]);
        await cluster.Product(TestMarket.Product).Apply([far, near]);

        await GrainCluster.Eventually("every tick is counted once", async () => GrainCluster.Header(await cluster.Product(TestMarket.Product).Snapshot(), ProductColumn.Ticks) == 1 + (5 * 6));
    }

    [Fact]
    public async Task Activate_AfterDeactivation_HasBarsHeadlinesAndTail()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Chain(TestMarket.Near, 1)), _journal.Append(_market.Spot(24_210))]);
        await GrainCluster.Eventually("the headline is there", async () =>
            LiveUpdates.TryGet(await cluster.Product(TestMarket.Product).Snapshot(), RowKey.ForExpiry(TestMarket.Near), ExpiryColumn.Legs, out double legs) && legs == 6);
        LiveUpdate before = await cluster.Product(TestMarket.Product).Snapshot();

        await cluster.Silos.DeactivateAsync(cluster.Product(TestMarket.Product));
        _journal.Append(_market.Chain(TestMarket.Near, 2));
        _journal.Append(_market.Spot(24_300));
        LiveUpdate after = await cluster.Product(TestMarket.Product).Snapshot();
        after.Epoch.ShouldBeGreaterThan(before.Epoch);
        GrainCluster.Header(after, ProductColumn.Spot).ShouldBe(24_300);
        GrainCluster.Header(after, ProductColumn.High).ShouldBe(24_300);
        GrainCluster.Header(after, ProductColumn.Open).ShouldBe(24_210);
        GrainCluster.Header(after, ProductColumn.Ticks).ShouldBe(6 + 1 + 6 + 1);
        LiveUpdates.TryGet(after, RowKey.ForExpiry(TestMarket.Near), ExpiryColumn.Legs, out double kept).ShouldBeTrue();
        kept.ShouldBe(6);
    }

    [Fact]
    public async Task Apply_MarketTimePastTheCutOff_RetiresTheChain()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Chain(TestMarket.Near, 1)), _journal.Append(_market.Chain(TestMarket.Far, 1)), _journal.Append(_market.Spot(24_210))]);
        ReplicaReader reader = await ReplicaReader.SubscribeAsync(cluster, TestMarket.NearChain, ChainSchema.Table, () => cluster.Chain(TestMarket.NearChain).Snapshot());

        DateTimeOffset cutOff = TestMarket.Catalogue.Find(TestMarket.Nifty)!.CutOff(TestMarket.Near);
        _market.MoveTo(cutOff.AddHours(5));
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Spot(24_220))]);
        (await cluster.RouteDirectory.Routes()).ShouldContain(TestMarket.NearChain);
        await GrainCluster.Eventually("the reader sees the chain expired", async () => GrainCluster.Header(await reader.Read(), ChainColumn.State) == (int)ChainState.Expired);

        _market.MoveTo(cutOff.AddHours(7));
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Chain(TestMarket.Far, 2)), _journal.Append(_market.Spot(24_230))]);
        (await cluster.RouteDirectory.Routes()).ShouldBe([TestMarket.Product, TestMarket.FarChain]);
        (await cluster.RouteDirectory.Knows(TestMarket.NearChain)).ShouldBeFalse();

        // What still comes for it is not routed, and asking for it does not bring it back.
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Chain(TestMarket.Near, 9)), _journal.Append(_market.Spot(24_240))]);
        await GrainCluster.Eventually("the retired chain is gone", async () => (await cluster.Chain(TestMarket.NearChain).Snapshot()).Sequence == 0);
        (await cluster.RouteDirectory.Recover()).ShouldBe([TestMarket.Product, TestMarket.FarChain]);
        await GrainCluster.Eventually("the product has no row for it", async () =>
        {
            LiveUpdate product = await cluster.Product(TestMarket.Product).Snapshot();
            return GrainCluster.Header(product, ProductColumn.Spot) == 24_240 && product.Keys.SequenceEqual([RowKey.Header.Value, RowKey.ForExpiry(TestMarket.Far).Value]);
        });
    }

    [Fact]
    public async Task Recover_RoutesOnlyInTheJournal_AreFoundOnce()
    {
        _journal.Append(_market.Chain(TestMarket.Far, 1));
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        (await cluster.RouteDirectory.Routes()).ShouldBeEmpty();
        (await cluster.RouteDirectory.Recover()).ShouldBe([TestMarket.Product, TestMarket.FarChain]);
        LiveUpdate chain = await cluster.Chain(TestMarket.FarChain).Snapshot();
        GrainCluster.Header(chain, ChainColumn.CallOi).ShouldBe(3 * 6_565);
    }
}
