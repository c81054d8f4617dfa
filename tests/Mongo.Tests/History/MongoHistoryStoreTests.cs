using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Providers.Mongo.History;

namespace TradingAnalytics.Mongo.Tests.History;

/// <summary>The store with the real driver, over its wire protocol, against a server of the test's own.</summary>
public sealed class MongoHistoryStoreTests : IDisposable
{
    private static readonly ProductId s_nifty = "NIFTY";
    private static readonly TickRoute s_product = new(s_nifty, Expiry.None);
    private static readonly TickRoute s_chain = new(s_nifty, Expiry.On(2026, 8, 25));
    private static readonly HistoryRetention s_retention = new(TimeSpan.FromDays(90), TimeSpan.FromDays(30), TimeSpan.FromDays(3_650));
    private readonly FakeMongo _server = new();
    private readonly NoMeters _meters = new();
    private MongoHistoryStore? _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ensure_FirstUse_MakesTimeSeriesCollectionsWithMetaGranularityExpiryAndIndex()
    {
        MongoHistoryStore store = Open();
        await store.WriteAsync(new HistoryBatch([Row(s_chain, 10, 1)], []), Token);
        await store.WriteAsync(new HistoryBatch([Row(s_chain, 11, 1)], []), Token);
        _server.Commands("create").Select(command => command.ToJson()).ShouldBe(
        [
            """{ "create" : "metrics", "expireAfterSeconds" : 7776000.0, "timeseries" : { "timeField" : "at", "metaField" : "route", "granularity" : "seconds" } }""",
            """{ "create" : "bars_1s", "expireAfterSeconds" : 7776000.0, "timeseries" : { "timeField" : "at", "metaField" : "route", "granularity" : "seconds" } }""",
            """{ "create" : "bars_1m", "expireAfterSeconds" : 315360000.0, "timeseries" : { "timeField" : "at", "metaField" : "route", "granularity" : "minutes" } }""",
            """{ "create" : "snapshots", "expireAfterSeconds" : 2592000.0, "timeseries" : { "timeField" : "at", "metaField" : "route", "granularity" : "minutes" } }""",
        ]);
        _server.Commands("createIndexes")[0]["indexes"][0]["key"].ToJson().ShouldBe("""{ "route.product" : 1, "route.expiry" : 1, "at" : 1 }""");

        using MongoHistoryStore again = Make(expire: true);
        (await again.SeriesAsync(s_nifty, Token)).ShouldBe([new RecordedSeries(s_chain, 10, 11)], "collections that are there are used");
    }

    [Fact]
    public async Task Write_Batch_IsInsertedUnorderedByCollection()
    {
        await Open().WriteAsync(new HistoryBatch([Row(s_chain, 10, 1), Row(s_product, 10, double.NaN)], [Bar(60, 1, 5), new BarRow(s_nifty, BarInterval.OneSecond, new Bar(61, 1, 1, 1, 1, 1))]), Token);
        BsonDocument[] inserts = _server.Commands("insert");
        inserts.Select(insert => insert["insert"].AsString).ShouldBe(["metrics", "bars_1m", "bars_1s"]);
        inserts.ShouldAllBe(insert => !insert["ordered"].AsBoolean);
        BsonDocument row = inserts[0]["documents"][0].AsBsonDocument;
        row.Remove("_id");
        row.ToJson().ShouldBe($$$"""{ "at" : { "$date" : "1970-01-01T00:00:10Z" }, "route" : { "product" : "NIFTY", "expiry" : {{{s_chain.Expiry.DayNumber}}} }, "spot" : 1.0 }""");
        inserts[0]["documents"][1].AsBsonDocument.Contains("spot").ShouldBeFalse("what there is none of is left out");
    }

    [Fact]
    public async Task Metrics_RangeWrittenTwice_GivesTheLaterRowOfEachSecond()
    {
        MongoHistoryStore store = Open();
        await store.WriteAsync(new HistoryBatch([.. Enumerable.Range(0, 500).Select(second => Row(s_chain, second, second))], []), Token);
        await store.WriteAsync(new HistoryBatch([Row(s_chain, 7, 70), Row(s_chain, 8, double.NaN), Row(s_product, 7, 1)], []), Token);
        MetricPoint[] points = await store.MetricsAsync(s_chain, HistoryMetric.Spot, 5, 499, Token).ToArrayAsync(Token);
        points[..3].ShouldBe([new MetricPoint(5, 5), new MetricPoint(6, 6), new MetricPoint(7, 70)]);
        points[3].ShouldBe(new MetricPoint(9, 9));
        points.Length.ShouldBe(493);
        _server.Commands("getMore").ShouldNotBeEmpty("a long range comes in batches");
        BsonDocument find = _server.Commands("find")[^1];
        find["filter"].ToJson().ShouldBe(
            $$$"""{ "route.product" : "NIFTY", "route.expiry" : {{{s_chain.Expiry.DayNumber}}}, "at" : { "$gte" : { "$date" : "1970-01-01T00:00:05Z" }, "$lt" : { "$date" : "1970-01-01T00:08:19Z" } } }""");
        find["sort"].ToJson().ShouldBe("""{ "at" : 1, "_id" : 1 }""");
    }

    [Fact]
    public async Task Bars_OfOneStart_GiveTheOneThatSawMore()
    {
        MongoHistoryStore store = Open();
        await store.WriteAsync(new HistoryBatch([], [Bar(60, 1, 5), Bar(120, 2, 1)]), Token);
        await store.WriteAsync(new HistoryBatch([], [Bar(60, 9, 4), Bar(120, 3, 2)]), Token);
        (await store.BarsAsync(s_nifty, BarInterval.OneMinute, 0, 1_000, Token).ToArrayAsync(Token)).Select(bar => (bar.StartUnixSeconds, bar.Close)).ShouldBe([(60, 1.0), (120, 3.0)]);
        (await store.NewestBarAsync(s_nifty, BarInterval.OneMinute, Token)).ShouldBe(120);
        (await store.NewestBarAsync(s_nifty, BarInterval.OneSecond, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Snapshots_AtAnInstant_AreTheNewestNotAfterItOfEachRoute()
    {
        MongoHistoryStore store = Open();
        var over = new TickRoute(s_nifty, Expiry.On(2026, 8, 18));
        MarketSnapshot[] written = [Snapshot(s_product, 1_000_400, 1), Snapshot(s_product, 1_000_600, 2), Snapshot(s_chain, 900_000, 3), Snapshot(s_chain, 1_000_501, 4), Snapshot(over, 1, 5)];
        await store.WriteAsync(new HistoryBatch([], [], written), Token);
        IReadOnlyList<MarketSnapshot> found = await store.SnapshotsAsync(s_nifty, s_chain.Expiry, 1_000_500, Token);
        found.Select(snapshot => (snapshot.Route, snapshot.UnixMicroseconds, snapshot.State[0])).ShouldBe([(s_product, 1_000_400, (byte)1), (s_chain, 900_000, (byte)3)]);
        found[1].ShouldBe(written[2] with { State = found[1].State });

        await store.WriteAsync(new HistoryBatch([], [], [Snapshot(s_product, 1_000_600, 9)]), Token);
        (await store.SnapshotsAsync(s_nifty, s_chain.Expiry, 2_000_000, Token))[0].State.ShouldBe([9], "a later one of the same instant takes its place");
        (await store.SnapshotsAsync(s_product, 1_000_401, 1_000_601, Token).ToArrayAsync(Token)).ShouldHaveSingleItem().State.ShouldBe([9]);
        (await store.DaysAsync(s_nifty, Token)).ShouldBe([new RecordedDay(DateOnly.FromDayNumber(7), 1_000_400, 1_000_600, 2)]);
    }

    [Fact]
    public async Task Trim_ByMarketTime_DropsWhatIsOlderThanTheProductsNewest()
    {
        MongoHistoryStore store = Open(expire: false);
        _server.Commands("create").ShouldAllBe(command => !command.Contains("expireAfterSeconds"));
        await store.WriteAsync(new HistoryBatch([.. Enumerable.Range(0, 100).Select(second => Row(s_chain, second, second))], [Bar(60, 1, 1)]), Token);
        (await store.TrimAsync(new HistoryRetention(TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), TimeSpan.FromDays(1)), Token)).ShouldBe(89);
        (await store.SeriesAsync(s_nifty, Token)).ShouldBe([new RecordedSeries(s_chain, 89, 99)]);
    }

    [Fact]
    public async Task Store_DownAtStartAndLater_SaysSoAndIsUsedAgainWhenItIsBack()
    {
        using MongoHistoryStore store = Make(expire: true);
        var batch = new HistoryBatch([Row(s_chain, 10, 1)], []);
        (await Should.ThrowAsync<HistoryUnavailableException>(() => store.WriteAsync(batch, Token).AsTask())).Message.ShouldStartWith("The history in MongoDB cannot be used now: ");
        _server.Start();
        await store.WriteAsync(batch, Token);

        _server.Stop();
        await Should.ThrowAsync<HistoryUnavailableException>(() => store.SeriesAsync(s_nifty, Token).AsTask());
        await Should.ThrowAsync<HistoryUnavailableException>(() => store.WriteAsync(batch, Token).AsTask());
        _server.Start();
        await store.WriteAsync(batch, Token);
        (await store.MetricsAsync(s_chain, HistoryMetric.Spot, 0, 100, Token).ToArrayAsync(Token)).ShouldBe([new MetricPoint(10, 1)], "written anew and read once");
    }

    [Theory]
    [InlineData("mongodb://asha:secret@", "History:Mongo:ConnectionString cannot be read")]
    [InlineData("nonsense", "History:Mongo:ConnectionString cannot be read")]
    public void Validate_WrongConnectionString_NamesTheKeyAndKeepsTheSecret(string text, string message)
    {
        ArgumentException wrong = Should.Throw<ArgumentException>(() => new MongoHistoryOptions { ConnectionString = text }.Validate());
        wrong.Message.ShouldStartWith(message);
        wrong.Message.ShouldNotContain("secret");
        Should.Throw<ArgumentException>(() => new MongoHistoryOptions { Database = "a b" }.Validate()).Message.ShouldStartWith("History:Mongo:Database is 'a b'");
        new MongoHistoryOptions().Validate();
    }

    public void Dispose()
    {
        _store?.Dispose();
        _server.Dispose();
        _meters.Dispose();
    }

    private MongoHistoryStore Open(bool expire = true)
    {
        _server.Start();
        return _store = Make(expire);
    }

    private MongoHistoryStore Make(bool expire)
    {
        var rules = new ResilienceOptions { Usual = new StoreRules { Retries = [], Failures = 100 } };
        return new MongoHistoryStore(
            new MongoHistoryOptions { ConnectionString = _server.ConnectionString, Database = "test", Expire = expire },
            s_retention,
            new StorePipelines(Options.Create(rules), TimeProvider.System, NullLoggerFactory.Instance, _meters));
    }

    private static MetricRow Row(TickRoute route, long second, double spot)
    {
        double[] values = new double[HistoryMetrics.Count];
        values.AsSpan().Fill(double.NaN);
        values[(int)HistoryMetric.Spot] = spot;
        return new MetricRow(route, second, values);
    }

    private static BarRow Bar(long start, double close, int ticks) => new(s_nifty, BarInterval.OneMinute, new Bar(start, 1, 9, 1, close, ticks));

    private static MarketSnapshot Snapshot(TickRoute route, long microseconds, byte state) => new(route, microseconds, 7, 11, 12, 13, [state]);

    private sealed class NoMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, null, null, this);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
