using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Alerts;

public sealed class AlertGrainTests
{
    private static readonly (string, string)[] s_settings = [("Grains:Cadence", "00:00:00"), ("Grains:AnalyticsCadence", "00:00:00"), ("Grains:SaveEvery", "00:10:00"), ("Alerts:MaxRules", "5")];
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Chain_FrameCrossesALevel_TellsTheOwnerOnce()
    {
        await using GrainCluster cluster = await StartAsync();
        IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
        AlertChange change = await vik.Put(Rule(new AlertMetric(TestMarket.NearChain, RowKey.Leg(24_200, OptionRight.Call), "oi"), AlertKind.Crosses, 7_000));
        change.Result.ShouldBe(AlertChangeResult.Stored);
        change.Standing!.Rule.Id.ShouldBe(1);
        await ApplyAsync(cluster, _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 6_900));
        Tick crossing = _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 7_050);
        await ApplyAsync(cluster, crossing);
        await GrainCluster.Eventually("the rule has fired", async () => (await vik.List())[0].Fired == 1);

        AlertFiring last = (await vik.List())[0].Last!.Value;
        last.AtUnixMicroseconds.ShouldBe(crossing.UnixMicroseconds);
        last.Value.ShouldBe(7_050);
        (await vik.History(10)).ShouldHaveSingleItem().Firing.ShouldBe(last);
        (await cluster.Grains.GetGrain<IAlertsGrain>("asha").List()).ShouldBeEmpty();

        // Told again, it counts once.
        await vik.Take([last]);
        (await vik.List())[0].Fired.ShouldBe(1);
        LiveUpdate table = await vik.Table();
        LiveUpdates.TryGet(table, RowKey.ForNumber(1), AlertTable.Schema.RowColumn("fired"), out double fired).ShouldBeTrue();
        fired.ShouldBe(1);
    }

    [Fact]
    public async Task Restart_OfEveryGrain_KeepsRulesAndSeesWhatCameMeanwhile()
    {
        await using GrainCluster cluster = await StartAsync();
        IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
        await cluster.RouteDirectory.Add([TestMarket.Product, TestMarket.NearChain]);
        await ApplyAsync(cluster, _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 6_900));
        await vik.Put(Rule(new AlertMetric(TestMarket.NearChain, RowKey.Leg(24_200, OptionRight.Call), "oi"), AlertKind.Crosses, 7_000));
        await vik.Put(Rule(new AlertMetric(TestMarket.NearChain, RowKey.Header, "callOi"), AlertKind.Crosses, 7_000) with { Repeats = false });
        await cluster.Silos.DeactivateAsync(cluster.Chain(TestMarket.NearChain));
        await cluster.Silos.DeactivateAsync(vik);

        // Crosses while the chain is away: the journal has it.
        _journal.Append(_market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 7_050));
        await cluster.Chain(TestMarket.NearChain).Snapshot();
        await GrainCluster.Eventually("both rules have fired", async () => (await vik.List()).All(standing => standing.Fired == 1));
        (await vik.List()).Select(standing => standing.State).ShouldBe([AlertState.Armed, AlertState.Done]);

        await cluster.Silos.DeactivateAsync(cluster.Chain(TestMarket.NearChain));
        await ApplyAsync(cluster, _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 6_900));
        await ApplyAsync(cluster, _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 7_060));
        await GrainCluster.Eventually("the repeating rule has fired for each crossing", async () => (await vik.List())[0].Fired == 2);
        (await vik.List())[1].Fired.ShouldBe(1);
    }

    /// <summary>The year's closes come from the history, the index from the ticks: its rank is a number like any other.</summary>
    [Fact]
    public async Task VolatilityIndex_ItsRankOfTheYear_IsPublishedAndWatched()
    {
        string folder = Directory.CreateTempSubdirectory("ta-closes-").FullName;
        using (var history = new SqliteHistoryStore(Path.Combine(folder, "history.db")))
        {
            double[] closes = [8, 16, 9, 10, 11, 12];
            await RecordAsync(history, closes);
            await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, history, 1, [.. s_settings, ("Grains:VolatilityIndex:NearTermMinimumDays", "1")]);
            IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
            var rank = new AlertMetric(new TableId(TableKind.VolatilityIndex, TestMarket.Product), RowKey.Header, "ivRank");
            (await vik.Put(Rule(rank, AlertKind.Above, 0.1))).Result.ShouldBe(AlertChangeResult.Stored);
            int version = 0;
            await GrainCluster.Eventually("the rule has fired", async () =>
            {
                await cluster.Product(TestMarket.Product).Apply(
                    [_journal.Append(_market.Spot(24_200)), _journal.Append(_market.Smile(TestMarket.Near, ++version)), _journal.Append(_market.Smile(TestMarket.Far, version))]);
                return (await vik.List())[0].Fired == 1;
            });
            LiveUpdate table = await cluster.Analytics(TestMarket.Product).Table(TableKind.VolatilityIndex);
            double index = GrainCluster.Header(table, VolatilityIndexTable.Schema.HeaderColumn("index"));
            GrainCluster.Header(table, VolatilityIndexTable.Schema.HeaderColumn("ivRank")).ShouldBe(new DailyCloses(null, closes).Rank(index)!.Value, 1e-6);
            GrainCluster.Header(table, VolatilityIndexTable.Schema.HeaderColumn("ivPercentile")).ShouldBe(new DailyCloses(null, closes).Percentile(index)!.Value, 1e-6);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The closes come from a disk, when the market may have said its last word of the day.</summary>
    [Fact]
    public async Task VolatilityIndex_NoTickAfterItsClosesWereRead_ItsRankIsPublished()
    {
        string folder = Directory.CreateTempSubdirectory("ta-closes-").FullName;
        using (var history = new SqliteHistoryStore(Path.Combine(folder, "history.db")))
        {
            await RecordAsync(history, [8, 16, 9, 10, 11, 12]);
            (string, string)[] settings = [("Grains:Cadence", "00:00:00.001"), ("Grains:AnalyticsCadence", "00:00:00.001"), ("Grains:VolatilityIndex:NearTermMinimumDays", "1")];
            await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, history, 1, settings);
            await cluster.Product(TestMarket.Product).Apply(
                [_journal.Append(_market.Spot(24_200)), _journal.Append(_market.Smile(TestMarket.Near, 1)), _journal.Append(_market.Smile(TestMarket.Far, 1))]);
            int rank = VolatilityIndexTable.Schema.HeaderColumn("ivRank");
            await GrainCluster.Eventually("the rank is published", async () =>
                double.IsFinite(GrainCluster.Header(await cluster.Analytics(TestMarket.Product).Table(TableKind.VolatilityIndex), rank)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Product_SpotAndExpiryRow_AreWatched()
    {
        await using GrainCluster cluster = await StartAsync();
        IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
        await vik.Put(Rule(new AlertMetric(TestMarket.Product, RowKey.Header, "spot"), AlertKind.Below, 24_000));
        await vik.Put(Rule(new AlertMetric(TestMarket.Product, RowKey.ForExpiry(TestMarket.Near), "legs"), AlertKind.Above, 5));
        await vik.Put(Rule(new AlertMetric(new TableId(TableKind.Exposures, TestMarket.Product), RowKey.Header, "chains"), AlertKind.Above, 0));
        await vik.Put(Rule(new AlertMetric(new TableId(TableKind.Smile, TestMarket.NearChain), RowKey.Header, "points"), AlertKind.Above, 0));
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Spot(23_990)), _journal.Append(_market.Smile(TestMarket.Near, 0))]);
        await GrainCluster.Eventually("all four have fired", async () => (await vik.List()).All(standing => standing.Fired == 1));
    }

    [Fact]
    public async Task Put_ChangeRemoveAndLimits_AreKept()
    {
        await using GrainCluster cluster = await StartAsync();
        IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
        AlertRule rule = Rule(new AlertMetric(TestMarket.Product, RowKey.Header, "spot"), AlertKind.Above, 1);
        for (int i = 0; i < 5; i++)
        {
            (await vik.Put(rule)).Result.ShouldBe(AlertChangeResult.Stored);
        }

        (await vik.Put(rule)).Result.ShouldBe(AlertChangeResult.TooMany);
        (await vik.Put(rule with { Id = 9 })).Result.ShouldBe(AlertChangeResult.Unknown);
        (await vik.Put(rule with { Webhook = "http://127.0.0.1/x" })).Result.ShouldBe(AlertChangeResult.WebhookRefused);
        AlertStanding off = (await vik.Put(rule with { Id = 2, Enabled = false })).Standing!;
        (off.Rule.Version, off.State).ShouldBe((2, AlertState.Off));
        long epoch = (await vik.Table()).Epoch;
        (await vik.Remove(3)).ShouldBeTrue();
        (await vik.Remove(3)).ShouldBeFalse();
        (await vik.Table()).Epoch.ShouldBeGreaterThan(epoch, "rows leave with an epoch only");
        await cluster.Product(TestMarket.Product).Apply([_journal.Append(_market.Spot(23_990))]);
        await GrainCluster.Eventually("those at work have fired", async () => (await vik.List()).Sum(standing => standing.Fired) == 3);
        (await vik.Put(rule)).Standing!.Rule.Id.ShouldBe(6, "ids are not used again");
    }

    [Fact]
    public async Task Retire_ChainIsOver_ExpiresItsRules()
    {
        await using GrainCluster cluster = await StartAsync();
        IAlertsGrain vik = cluster.Grains.GetGrain<IAlertsGrain>("vik");
        await ApplyAsync(cluster, _market.Leg(TestMarket.Near, 24_200, OptionRight.Call, 200, 6_900));
        await vik.Put(Rule(new AlertMetric(TestMarket.NearChain, RowKey.Header, "callOi"), AlertKind.Crosses, 7_000));
        await cluster.Chain(TestMarket.NearChain).Retire();
        await GrainCluster.Eventually("the rule is over", async () => (await vik.List())[0].State == AlertState.Expired);
    }

    private static AlertRule Rule(AlertMetric metric, AlertKind kind, double threshold) => new()
    {
        Owner = "",
        Metric = metric,
        Condition = new AlertCondition(kind, AlertDirection.Up, threshold, TimeSpan.Zero),
        Repeats = true,
    };

    /// <summary>A day for each close, the last of them the day before the market's.</summary>
    private static async Task RecordAsync(SqliteHistoryStore history, double[] closes)
    {
        for (int day = 0; day < closes.Length; day++)
        {
            DateTimeOffset close = new DateTimeOffset(2026, 8, 18, 10, 0, 0, TimeSpan.Zero).AddDays(day - closes.Length);
            double[] values = [.. Enumerable.Repeat(double.NaN, HistoryMetrics.Count)];
            values[(int)HistoryMetric.VolatilityIndex] = closes[day];
            var state = new MarketSnapshot(TestMarket.Product, Tick.MicrosecondsOf(close), DateOnly.FromDateTime(close.Date).DayNumber, MarketSnapshot.NoJournal, MarketSnapshot.NoJournal, 0, SnapshotCodec.Encode([], []));
            await history.WriteAsync(new HistoryBatch([new MetricRow(TestMarket.Product, close.ToUnixTimeSeconds(), values)], [], [state]), TestContext.Current.CancellationToken);
        }
    }

    private Task<GrainCluster> StartAsync() => GrainCluster.StartAsync(_journal, 1, s_settings);

    private Task ApplyAsync(GrainCluster cluster, Tick leg) => cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(leg)]);
}
