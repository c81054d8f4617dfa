using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Grains;

public class ChainGrainTests
{
    private static readonly (string, string)[] s_everyBatch = [("Grains:Cadence", "00:00:00"), ("Grains:SaveEvery", "00:10:00")];
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Apply_SameFrameTwice_CountsOnce()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_everyBatch);
        TickFrame frame = _journal.Append(_market.Chain(TestMarket.Near, 1));
        await cluster.Chain(TestMarket.NearChain).Apply([frame]);
        LiveUpdate once = await cluster.Chain(TestMarket.NearChain).Snapshot();
        await cluster.Chain(TestMarket.NearChain).Apply([frame]);
        LiveUpdate twice = await cluster.Chain(TestMarket.NearChain).Snapshot();
        once.Sequence.ShouldBe(1);
        LiveUpdates.AreSame(once, twice).ShouldBeTrue();
        GrainCluster.Header(twice, ChainColumn.CallOi).ShouldBe(3 * 6_565);
    }

    [Fact]
    public async Task Apply_FramesMissing_ReadsThemFromTheJournal()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_everyBatch);
        await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Chain(TestMarket.Near, 1))]);
        _journal.Append(_market.Spot(24_210));
        Tick[] lost = _market.Chain(TestMarket.Near, 2);
        _journal.Append(lost);
        TickFrame next = _journal.Append(_market.Leg(TestMarket.Near, 24_300, Analytics.OptionRight.Call, 120, 650));
        await cluster.Chain(TestMarket.NearChain).Apply([next]);

        LiveUpdate snapshot = await cluster.Chain(TestMarket.NearChain).Snapshot();
        GrainCluster.Header(snapshot, ChainColumn.CallOi).ShouldBe((3 * 6_630) + 650);
        GrainCluster.Header(snapshot, ChainColumn.Spot).ShouldBe(24_210);

        // Delivered late after all: the journal had them already.
        long sequence = snapshot.Sequence;
        await cluster.Chain(TestMarket.NearChain).Apply([.. _journal.Read(1, route => route == TestMarket.NearChain).Take(1)]);
        (await cluster.Chain(TestMarket.NearChain).Snapshot()).Sequence.ShouldBe(sequence);
    }

    [Fact]
    public async Task Activate_FromSnapshotAndTail_EqualsTheChainThatNeverStopped()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_everyBatch);
        await cluster.RouteDirectory.Add([TestMarket.Product, TestMarket.NearChain]);
        await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Spot(24_210)), _journal.Append(_market.Chain(TestMarket.Near, 1))]);
        LiveUpdate before = await cluster.Chain(TestMarket.NearChain).Snapshot();

        // Stored on deactivation; what follows reaches the journal only.
        await cluster.Silos.DeactivateAsync(cluster.Chain(TestMarket.NearChain));
        LiveUpdate restored = await cluster.Chain(TestMarket.NearChain).Snapshot();
        restored.Epoch.ShouldBeGreaterThan(before.Epoch);
        LiveUpdates.AreSame(before with { Epoch = restored.Epoch }, restored with { Sequence = before.Sequence }).ShouldBeTrue();

        await cluster.Silos.DeactivateAsync(cluster.Chain(TestMarket.NearChain));
        TickFrame tail = _journal.Append(_market.Chain(TestMarket.Near, 5));
        TickFrame spot = _journal.Append(_market.Spot(24_190));
        LiveUpdate withTail = await cluster.Chain(TestMarket.NearChain).Snapshot();
        withTail.Epoch.ShouldBeGreaterThan(restored.Epoch);

        var unbroken = new ChainBook(TestMarket.Catalogue.Find(TestMarket.Nifty)!, TestMarket.Near, ChainOptions.Default);
        foreach (TickFrame frame in _journal.Read(0))
        {
            unbroken.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
        }

        var table = new LiveTable(ChainSchema.Table, withTail.Epoch);
        unbroken.Publish(table);
        table.Commit();
        LiveUpdates.AreSame(withTail with { Sequence = 1 }, table.Snapshot()).ShouldBeTrue();

        // The frames of the tail arrive after the activation that read them.
        await cluster.Chain(TestMarket.NearChain).Apply([tail, spot]);
        LiveUpdates.AreSame(await cluster.Chain(TestMarket.NearChain).Snapshot(), withTail).ShouldBeTrue();
    }

    [Fact]
    public async Task Snapshot_ChainNobodyKnows_IsEmpty()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal);
        LiveUpdate snapshot = await cluster.Chain(TestMarket.FarChain).Snapshot();
        snapshot.Sequence.ShouldBe(0);
        snapshot.Keys.ShouldBeEmpty();
    }
}
