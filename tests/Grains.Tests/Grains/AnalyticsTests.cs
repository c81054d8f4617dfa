using Orleans.TestingHost;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Grains;

public class AnalyticsTests
{
    private static readonly (string, string)[] s_quick =
        [("Grains:Cadence", "00:00:00.010"), ("Grains:AnalyticsCadence", "00:00:00.020"), ("Grains:SaveEvery", "00:00:01"), ("Grains:VolatilityIndex:NearTermMinimumDays", "1")];

    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Chain_MovesToTheOtherSilo_ItsTablesAndItsProductsComeBack()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2, s_quick);
        await Feed(cluster, 1);
        var smiles = new TableId(TableKind.Smile, TestMarket.NearChain);
        var surfaces = new TableId(TableKind.Surface, TestMarket.Product);
        ReplicaReader smileReader = await ReplicaReader.SubscribeAsync(cluster, smiles, SmileTable.Schema, () => cluster.Chain(TestMarket.NearChain).Table(TableKind.Smile));
        ReplicaReader surfaceReader = await ReplicaReader.SubscribeAsync(cluster, surfaces, SurfaceTable.Schema, () => cluster.Analytics(TestMarket.Product).Table(TableKind.Surface));
        await Feed(cluster, 2);
        await Agrees(cluster);
        await Reads(smileReader, () => cluster.Chain(TestMarket.NearChain).Table(TableKind.Smile), 2);
        long epoch = (await smileReader.Read()).Epoch;

        await Move(cluster, cluster.Chain(TestMarket.NearChain).GetGrainId(), grain => cluster.Silos.MigrateAsync(cluster.Chain(TestMarket.NearChain), grain));
        await Feed(cluster, 3);
        await Agrees(cluster);
        await Reads(smileReader, () => cluster.Chain(TestMarket.NearChain).Table(TableKind.Smile), 3);
        (await smileReader.Read()).Epoch.ShouldBeGreaterThan(epoch);
        await Reads(surfaceReader, () => cluster.Analytics(TestMarket.Product).Table(TableKind.Surface), 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ProductAnalytics_BeginAnew_TheChainsTellThemAgainWithoutATick(bool failing)
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await Feed(cluster, 1);
        await Agrees(cluster);
        if (failing)
        {
            cluster.FailOnce(nameof(IExpiryChainGrain.Announce));
        }

        LiveUpdate before = await cluster.Analytics(TestMarket.Product).Table(TableKind.Surface);
        await cluster.Silos.DeactivateAsync(cluster.Analytics(TestMarket.Product));
        await GrainCluster.Eventually("the surface is what it was", async () =>
        {
            LiveUpdate after = await cluster.Analytics(TestMarket.Product).Table(TableKind.Surface);
            return after.Epoch > before.Epoch && LiveUpdates.AreSame(after with { Epoch = 0, Sequence = 0 }, before with { Epoch = 0, Sequence = 0 });
        });
    }

    [Fact]
    public async Task Chain_Retires_ItsProductsTablesBeginWithoutIt()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, s_quick);
        await Feed(cluster, 1);
        await Agrees(cluster);
        long epoch = (await cluster.Analytics(TestMarket.Product).Table(TableKind.Surface)).Epoch;
        _market.MoveTo(new DateTimeOffset(2026, 8, 26, 4, 0, 0, TimeSpan.Zero));
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Spot(24_210))]);
        foreach (TableKind kind in (TableKind[])[TableKind.Surface, TableKind.Exposures, TableKind.VolatilityIndex])
        {
            await GrainCluster.Eventually($"{kind} knows the far chain only", async () =>
            {
                LiveUpdate table = await cluster.Analytics(TestMarket.Product).Table(kind);
                return table.Epoch > epoch && table.Keys.AsSpan().SequenceEqual([RowKey.Header.Value, RowKey.ForExpiry(TestMarket.Far).Value]);
            });
        }
    }

    [Fact]
    public async Task Table_ChainNobodyKnows_IsEmpty()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal);
        (await cluster.Chain(TestMarket.FarChain).Table(TableKind.Smile)).Sequence.ShouldBe(0);
        (await cluster.Analytics(TestMarket.FarChain).Table(TableKind.Surface)).Sequence.ShouldBe(0);
    }

    private async Task Feed(GrainCluster cluster, int version) => await cluster.Product(TestMarket.Product).Apply(
        [_journal.Append(_market.Spot(24_180 + version)), _journal.Append(_market.Smile(TestMarket.Near, version)), _journal.Append(_market.Smile(TestMarket.Far, version))]);

    /// <summary>Waits until every table is what books that read the whole journal come to.</summary>
    private async Task Agrees(GrainCluster cluster)
    {
        ProductSpec product = TestMarket.Catalogue.Find(TestMarket.Nifty)!;
        var options = new VolatilityIndexOptions { NearTermMinimumDays = 1 };
        var whole = new ProductAnalysis(product, options);
        foreach (Expiry expiry in (Expiry[])[TestMarket.Near, TestMarket.Far])
        {
            var book = new ChainBook(product, expiry, ChainOptions.Default);
            foreach (TickFrame frame in _journal.Read(0, route => route == TestMarket.Product || route.Expiry == expiry))
            {
                book.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
            }

            var analysis = new ChainAnalysis(product, expiry, options);
            book.Analyse(analysis);
            var tables = new TableGroup(0, ChainAnalysis.Tables);
            analysis.Publish(tables);
            tables.Commit();
            whole.Take(analysis.Result!);
            analysis.Result!.Smile.Status.ShouldBe(SmileStatus.Ok);
            analysis.Result!.Exposures.Status.ShouldBe(ExposureStatus.Ok);
            await Same(tables, ChainAnalysis.Tables, kind => cluster.Chain(new TickRoute(TestMarket.Nifty, expiry)).Table(kind));
        }

        var wholeTables = new TableGroup(0, ProductAnalysis.Tables);
        whole.Publish(wholeTables);
        wholeTables.Commit();
        await Same(wholeTables, ProductAnalysis.Tables, kind => cluster.Analytics(TestMarket.Product).Table(kind));
        GrainCluster.Header(wholeTables.Snapshot(TableKind.VolatilityIndex), VolatilityIndexTable.Schema.HeaderColumn("index")).ShouldBeInRange(11, 15);
    }

    private static async Task Same(TableGroup expected, (TableKind Kind, LiveSchema Schema)[] kinds, Func<TableKind, Task<LiveUpdate>> read)
    {
        foreach ((TableKind kind, _) in kinds)
        {
            LiveUpdate wanted = expected.Snapshot(kind) with { Sequence = 0 };
            await GrainCluster.Eventually($"{kind} is a function of the journal", async () => LiveUpdates.AreSame(await read(kind) with { Epoch = 0, Sequence = 0 }, wanted));
        }
    }

    private static Task Reads(ReplicaReader reader, Func<Task<LiveUpdate>> table, int version) => GrainCluster.Eventually(
        $"the reader equals the table at version {version}",
        async () => await table() is var now && now.Sequence > 0 && LiveUpdates.AreSame(now, await reader.Read()));

    private static async Task Move(GrainCluster cluster, GrainId grain, Func<SiloAddress, Task> move)
    {
        cluster.Silos.TryGetGrainContext(grain, out IGrainContext? context).ShouldBeTrue();
        InProcessSiloHandle other = cluster.Silos.Silos.Single(silo => !silo.SiloAddress.Equals(context.Address.SiloAddress));
        await move(other.SiloAddress);
        cluster.Silos.TryGetGrainContext(grain, out IGrainContext? moved).ShouldBeTrue();
        moved.Address.SiloAddress.ShouldBe(other.SiloAddress);
    }
}
