using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Tests.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.History;

public sealed class PastApiTests : IAsyncLifetime
{
    private const string Open = "2026-08-18T09:15:00%2B05:30";
    private const string Later = "2026-08-18T09:20:00%2B05:30";

    /// <summary>09:15 in Kolkata.</summary>
    private static readonly DateTimeOffset s_open = new(2026, 8, 18, 3, 45, 0, TimeSpan.Zero);
    private static readonly ProductSpec s_nifty = ProductCatalogue.Load().Find("NIFTY")!;

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-past-api-").FullName;
    private SqliteHistoryStore _store = null!;
    private TestWeb _web = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new SqliteHistoryStore(Path.Combine(_folder, "history.db"));
        await _store.WriteAsync(new HistoryBatch([], [], [.. States(s_open, 24_200, 100), .. States(s_open.AddMinutes(5), 24_260, 130.5), .. States(s_open.AddDays(1), 24_300, 90)]), Token);
        _web = await TestWeb.StartAsync(services =>
        {
            services.AddSingleton<IHistoryStore>(_store);
            services.AddSingleton<IPastTables>(new PastTables(_store, null, ProductCatalogue.Load(), new PastOptions(_ => new VolatilityIndexOptions(), TimeSpan.FromHours(6))));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Days_Recorded_AreTheVenuesWithFirstAndLast() => (await GetAsync("/api/history/NIFTY/days")).ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal).ShouldBe(
        """
        {"product":"NIFTY","from":"2026-08-18T03:45:00+00:00","to":"2026-08-19T03:45:00+00:00","days":[
        {"date":"2026-08-18","from":"2026-08-18T03:45:00+00:00","to":"2026-08-18T03:50:00+00:00","snapshots":2},
        {"date":"2026-08-19","from":"2026-08-19T03:45:00+00:00","to":"2026-08-19T03:45:00+00:00","snapshots":1}]}
        """.ReplaceLineEndings(""));

    [Theory]
    [InlineData("/api/data/chain/NIFTY?", "legs")]
    [InlineData("/api/data/chain/NIFTY?greeks=full&strikes=1&", "legs")]
    [InlineData("/api/products/NIFTY?", "expiries")]
    [InlineData("/api/products/NIFTY/smile?", "strikes")]
    [InlineData("/api/products/NIFTY/surface?", "expiries")]
    [InlineData("/api/products/NIFTY/surface?grid=5x3&", "expiries")]
    [InlineData("/api/products/NIFTY/exposures?", "expiries")]
    [InlineData("/api/products/NIFTY/exposures?expiry=2026-08-25&", "strikes")]
    [InlineData("/api/products/NIFTY/volatility-index?", "expiries")]
    public async Task Tables_AtAnInstant_AreAsTheyStood(string path, string rows)
    {
        JsonNode table = await GetAsync($"{path}at=2026-08-18T09:17:30%2B05:30");
        ((string)table["asOf"]!).ShouldBe("2026-08-18T03:45:00Z");
        ((double)table["spot"]!).ShouldBe(24_200);
        table[rows]!.AsArray().ShouldNotBeEmpty();
        table = await GetAsync($"{path}at={Later}");
        ((double)table["spot"]!).ShouldBe(24_260);
    }

    [Theory]
    [InlineData("2026-08-18T09:17:30+05:30", 24_200, "2026-08-18T03:45:00")]
    [InlineData("2026-08-18T09:20:00+05:30", 24_260, "2026-08-18T03:50:00")]
    public async Task Position_AsOfAnInstant_IsValuedInTheMarketOfThen(string asOf, double spot, string marketTime)
    {
        using var body = new StringContent(
            $$"""{"product":"NIFTY","asOf":"{{asOf}}","legs":[{"expiry":"2026-08-25","strike":24200,"right":"call","lots":1}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _web.Http.PostAsync(new Uri("/api/positions/analyse", UriKind.Relative), body, Token);
        string text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        JsonNode answer = JsonNode.Parse(text)!;
        ((double)answer["spot"]!).ShouldBe(spot);
        ((string)answer["asOf"]!).ShouldStartWith(marketTime);
        JsonNode chain = await GetAsync($"/api/data/chain/NIFTY?expiry=2026-08-25&at={Uri.EscapeDataString(asOf)}");
        JsonNode taken = answer["sources"]!.AsArray().Single(table => (string)table!["room"]! == "chain:NIFTY:2026-08-25")!;
        ((long)taken["epoch"]!, (long)taken["sequence"]!).ShouldBe(((long)chain["epoch"]!, (long)chain["sequence"]!));
    }

    [Fact]
    public async Task Position_AsOfBeforeTheRecord_SaysWhatIsRecorded()
    {
        using var body = new StringContent("""{"product":"NIFTY","asOf":"2026-08-01T00:00:00Z","legs":[{"expiry":"2026-08-25","strike":24200,"right":"call","lots":1}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _web.Http.PostAsync(new Uri("/api/positions/analyse", UriKind.Relative), body, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["title"]!).ShouldBe("Not recorded");
    }

    [Fact]
    public async Task TermStructure_AtAnInstant_IsAsItStood() =>
        ((string)(await GetAsync($"/api/products/NIFTY/term-structure?at={Later}"))["expiries"]![0]!["expiry"]!).ShouldBe("2026-08-25");

    [Theory]
    [InlineData("/api/data/chain/NIFTY?greeks=none&at=2026-08-18T09:20:00%2B05:30", 3)]
    [InlineData("/api/products/NIFTY?at=2026-08-18T09:20:00%2B05:30", 2)]
    public async Task Table_OfADayThatIsOver_IsMadeOnceAndThenTheSame(string path, int hits)
    {
        JsonNode first = await GetAsync(path);
        for (int i = 0; i < 3; i++)
        {
            JsonNode.DeepEquals(await GetAsync(path), first).ShouldBeTrue();
        }

        JsonNode figures = await GetAsync("/api/admin/cache");
        ((long)figures["hits"]!).ShouldBeGreaterThanOrEqualTo(hits);
        figures["shared"].ShouldBeNull("a process alone shares nothing");
        _web.Market.Begin(TestProducts.Nifty, 1);
        _web.Market.Publish(TestProducts.Nifty, table => table.Set(0, ProductColumn.AsOf, Tick.MicrosecondsOf(s_open.AddMinutes(30))));
        long loads = (long)(await GetAsync("/api/admin/cache"))["loads"]!;
        await GetAsync(path.Replace("09:20", "09:19", StringComparison.Ordinal));
        ((long)(await GetAsync("/api/admin/cache"))["loads"]!).ShouldBe(loads, "the day is not over, by market time");
    }

    [Fact]
    public async Task Expiries_AtAnInstant_AreThoseOfThen()
    {
        JsonNode expiry = (await GetAsync($"/api/products/NIFTY/expiries?at={Later}")).AsArray().ShouldHaveSingleItem()!;
        ((string)expiry["expiry"]!).ShouldBe("2026-08-25");
        ((int)expiry["legs"]!).ShouldBe(10);
        ((double)expiry["timeToExpiry"]!).ShouldBe((7 + (6 / 24.0) + (10 / 1_440.0)) / 365, 1e-6, "09:20 to 15:30 a week later");
    }

    [Fact]
    public async Task IvRank_OfTheNearestChain_StandsOnTheClosesOfDaysThatAreOver()
    {
        // Twelve days before the snapshots' own three, closing at 0.10, 0.11 … 0.21; each moved before it closed.
        var none = new double[HistoryMetrics.Count];
        Array.Fill(none, double.NaN);
        double[] Values(double iv)
        {
            double[] values = [.. none];
            values[(int)HistoryMetric.AtmIv] = iv;
            return values;
        }

        for (int day = 1; day <= 12; day++)
        {
            DateTimeOffset close = s_open.AddDays(-day);
            var route = new TickRoute(s_nifty.Id, Expiry.On(2026, 8, 25));
            await _store.WriteAsync(
                new HistoryBatch([new MetricRow(route, close.ToUnixTimeSeconds() - 60, Values(0.9)), new MetricRow(route, close.ToUnixTimeSeconds(), Values(0.09 + (day / 100.0)))], [], [.. States(close, 24_000, 100)]),
                Token);
        }

        _web.Market.Begin(TestProducts.Nifty, 1);
        _web.Market.Publish(TestProducts.Nifty, table =>
        {
            table.Set(0, ProductColumn.AsOf, Tick.MicrosecondsOf(s_open));
            table.Set(table.Row(RowKey.ForExpiry(TestProducts.Chain.Expiry)), ExpiryColumn.AtmIv, 0.1325);
        });
        JsonNode rank = await GetAsync("/api/history/NIFTY/iv-rank?measure=atmIv");
        ((int)rank["days"]!).ShouldBe(12);
        ((string)rank["from"]!).ShouldBe("2026-08-06");
        ((double)rank["low"]!).ShouldBe(0.10, 1e-12);
        ((double)rank["high"]!).ShouldBe(0.21, 1e-12);
        ((double)rank["ivRank"]!).ShouldBe(0.0325 / 0.11, 1e-12);
        ((double)rank["ivPercentile"]!).ShouldBe(4 / 12.0, 1e-12);
        rank["reason"].ShouldBeNull();
        JsonNode few = await GetAsync("/api/history/NIFTY/iv-rank?measure=atmIv&days=4");
        few["ivRank"].ShouldBeNull();
        ((string)few["reason"]!).ShouldBe("4 daily closes of atmIv are recorded; a rank needs 5.");
    }

    [Fact]
    public async Task IvRank_OfAnIndexThatIsNotThere_SaysSo()
    {
        JsonNode rank = await GetAsync("/api/history/NIFTY/iv-rank");
        ((string)rank["measure"]!).ShouldBe("volatilityIndex");
        rank["ivRank"].ShouldBeNull();
        ((string)rank["reason"]!).ShouldBe("There is no volatilityIndex of NIFTY now.");
    }

    [Fact]
    public async Task Snapshots_OnDemand_AreKeptAndAudited()
    {
        await using Desk desk = await Desk.OpenAsync(services => services.AddSingleton<IHistoryStore>(_store).AddSingleton<ISnapshotRequests>(new Requests(_store)));
        string admin = await desk.TokenAsync("admin");
        using HttpResponseMessage response = await desk.PostAsync("/api/history/nifty 50/snapshots", new { }, admin);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonArray kept = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["snapshots"]!.AsArray();
        kept.Select(one => (string?)one!["expiry"]).ShouldBe([null, "2026-08-25"]);
        kept.ShouldAllBe(one => one!["at"]!.GetValue<DateTimeOffset>() == s_open.AddDays(2) && (int)one["bytes"]! > 10);
        ((int)(await GetAsync("/api/history/NIFTY/days"))["days"]!.AsArray().Count).ShouldBe(3);
        using HttpResponseMessage log = await desk.GetAsync("/api/admin/audit", admin);
        (await log.Content.ReadAsStringAsync(Token)).ShouldContain("history.snapshot");
        using HttpResponseMessage nothing = await desk.PostAsync("/api/history/BANKNIFTY/snapshots", new { }, admin);
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Compare_TwoInstants_GivesBothAndTheChange()
    {
        JsonNode compared = await GetAsync($"/api/history/NIFTY/compare?from={Open}&to={Later}&fields=spot,last,iv,ivStatus");
        compared["spot"]!.ToJsonString().ShouldBe("""{"from":24200,"to":24260,"change":60}""");
        JsonNode leg = compared["legs"]!.AsArray().Single(row => (double)row!["strike"]! == 24_200 && (string)row["right"]! == "call")!;
        leg["last"]!.ToJsonString().ShouldBe("""{"from":100,"to":130.5,"change":30.5}""");
        leg["ivStatus"]!.ToJsonString().ShouldBe("""{"from":"ok","to":"ok"}""");
        compared["legs"]!.AsArray().Count.ShouldBe(10);
    }

    [Fact]
    public async Task Leg_OverTheDay_EqualsTheChainAtEachInstant()
    {
        const string Leg = "/api/history/NIFTY/legs?expiry=2026-08-25&strike=24200&right=call";
        JsonNode series = await GetAsync($"{Leg}&to=2026-08-18T16:00:00%2B05:30");
        JsonArray points = series["points"]!.AsArray();
        points.Select(point => ((string)point!["time"]!, (double)point["last"]!)).ShouldBe([("2026-08-18T03:45:00Z", 100), ("2026-08-18T03:50:00Z", 130.5)]);
        foreach (JsonNode? point in points)
        {
            JsonNode chain = await GetAsync($"/api/data/chain/NIFTY?at={(string)point!["time"]!}");
            JsonNode leg = chain["legs"]!.AsArray().Single(row => (double)row!["strike"]! == 24_200 && (string)row["right"]! == "call")!;
            foreach (string column in (string[])["bid", "ask", "last", "volume", "oi", "iv", "delta"])
            {
                (point[column]?.ToJsonString()).ShouldBe(leg[column]?.ToJsonString(), column);
            }
        }

        ((string)(await GetAsync(Leg))["points"]!.AsArray().Single()!["time"]!).ShouldBe("2026-08-19T03:45:00Z");
        (await GetAsync($"{Leg}&from={Open}&to=2026-08-19T16:00:00%2B05:30&points=1"))["points"]!.AsArray().Count.ShouldBe(1);
        (await GetAsync("/api/history/NIFTY/legs?expiry=2026-08-25&strike=9&right=put"))["points"]!.AsArray().ShouldBeEmpty();
        string csv = await _web.Http.GetStringAsync(new Uri($"{Leg}&format=csv", UriKind.Relative), Token);
        csv.ShouldStartWith("time,bid,ask,last,volume,oi,iv,delta\n2026-08-19T03:45:00Z,,,90,,6500,");
    }

    [Theory]
    [InlineData("", "2026-08-19T03:45:00+00:00", 90)]
    [InlineData("&at=2026-08-18T15:30:00%2B05:30", "2026-08-18T03:45:00+00:00", 100)]
    public async Task Opening_OfADay_IsItsFirstRecord(string at, string time, double last)
    {
        JsonNode opening = await GetAsync($"/api/history/NIFTY/opening?expiry=2026-08-25{at}");
        ((string)opening["time"]!).ShouldBe(time);
        opening["legs"]!.AsArray().Count.ShouldBe(10);
        JsonNode leg = opening["legs"]!.AsArray().Single(row => (double)row!["strike"]! == 24_200 && (string)row["right"]! == "call")!;
        leg.ToJsonString().ShouldBe($$"""{"strike":24200,"right":"call","bid":null,"ask":null,"last":{{last}},"oi":6500}""");
    }

    [Fact]
    public async Task Opening_NothingRecorded_HasNoLegs()
    {
        JsonNode opening = await GetAsync("/api/history/NIFTY/opening?expiry=2026-09-01&at=2026-08-18T15:30:00%2B05:30");
        opening["time"].ShouldBeNull();
        opening["legs"]!.AsArray().ShouldBeEmpty();
        ((string)opening["date"]!).ShouldBe("2026-08-18");
    }

    [Theory]
    [InlineData("/api/history/NIFTY/legs?strike=24200&right=call", HttpStatusCode.BadRequest, "'expiry' is missing")]
    [InlineData("/api/history/NIFTY/legs?expiry=2026-08-25&right=call", HttpStatusCode.BadRequest, "'strike' is missing")]
    [InlineData("/api/history/NIFTY/legs?expiry=2026-08-25&strike=-1&right=call", HttpStatusCode.BadRequest, "above 0")]
    [InlineData("/api/history/NIFTY/legs?expiry=2026-08-25&strike=24200", HttpStatusCode.BadRequest, "'right' is missing")]
    [InlineData("/api/history/NIFTY/legs?expiry=2026-08-25&strike=24200&right=call&from=2026-08-01T00:00:00Z", HttpStatusCode.BadRequest, "at most 8")]
    [InlineData("/api/history/NIFTY/opening", HttpStatusCode.BadRequest, "'expiry' is missing")]
    [InlineData("/api/data/chain/NIFTY?at=2026-08-18T09:14:59%2B05:30", HttpStatusCode.NotFound, "No chain of NIFTY is recorded at or before 2026-08-18T03:44:59Z")]
    [InlineData("/api/data/chain/NIFTY?expiry=2026-09-01&at=2026-08-18T09:16:00%2B05:30", HttpStatusCode.NotFound, "Chains recorded then: 2026-08-25")]
    [InlineData("/api/products/BANKNIFTY?at=2026-08-18T09:16:00%2B05:30", HttpStatusCode.NotFound, "/api/history/BANKNIFTY/days")]
    [InlineData("/api/data/chain/NIFTY?at=noon", HttpStatusCode.BadRequest, "ISO 8601")]
    [InlineData("/api/history/NIFTY/compare", HttpStatusCode.BadRequest, "'from' is missing")]
    [InlineData("/api/history/NIFTY/compare?from=2026-08-19T00:00:00Z&to=2026-08-18T00:00:00Z", HttpStatusCode.BadRequest, "not be after")]
    [InlineData("/api/history/NIFTY/compare?from=2026-08-18T09:16:00%2B05:30&table=tea", HttpStatusCode.BadRequest, "volatility-index")]
    [InlineData("/api/history/NIFTY/compare?from=2026-08-18T09:16:00%2B05:30&table=surface&expiry=2026-08-25", HttpStatusCode.BadRequest, "as a whole")]
    public async Task Question_ThatCannotBeAnswered_SaysWhy(string path, HttpStatusCode status, string says)
    {
        using HttpResponseMessage response = await _web.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        response.StatusCode.ShouldBe(status);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["detail"]!).ShouldContain(says);
    }

    [Fact]
    public async Task Store_ThatIsAway_IsUnavailableWithTheReasonAndTheLiveChainIsNot()
    {
        string path = Path.Combine(_folder, "damaged.db");
        await File.WriteAllTextAsync(path, new string('x', 9_000), Token);
        using var away = new SqliteHistoryStore(path);
        await using TestWeb web = await TestWeb.StartAsync(services => services.AddSingleton<IHistoryStore>(away));
        using HttpResponseMessage response = await web.Http.GetAsync(new Uri("/api/history/NIFTY/days", UriKind.Relative), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("damaged.db");
        (await web.Http.GetAsync(new Uri("/api/products", UriKind.Relative), Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static MarketSnapshot[] States(DateTimeOffset time, double spot, double call)
    {
        long at = Tick.MicrosecondsOf(time);
        var expiry = Expiry.On(2026, 8, 25);
        Tick[] underlying = [new() { Product = s_nifty.Id, Kind = TickKind.Underlying, UnixMicroseconds = at, Fields = TickFields.Last, Last = spot }];
        var book = new ChainBook(s_nifty, expiry, ChainOptions.Default);
        book.Apply(underlying);
        for (int strike = 24_100; strike <= 24_300; strike += 50)
        {
            foreach (OptionRight right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
            {
                double price = Math.Max(1, call + ((right == OptionRight.Call ? -0.5 : 0.5) * (strike - 24_200)));
                book.Apply([new Tick
                {
                    Product = s_nifty.Id, Kind = TickKind.Leg, Expiry = expiry, Strike = strike, Right = right, UnixMicroseconds = at,
                    Fields = TickFields.Last | TickFields.OpenInterest, Last = price, OpenInterest = 6_500,
                }]);
            }
        }

        int day = s_nifty.DateOf(time).DayNumber;
        MarketSnapshot Of(Expiry of, Tick[] ticks, double[] numbers) =>
            new(new TickRoute(s_nifty.Id, of), at, day, MarketSnapshot.NoJournal, MarketSnapshot.NoJournal, 0, SnapshotCodec.Encode(ticks, numbers));
        return [Of(Expiry.None, underlying, [spot, spot, spot, double.NaN, 11]), Of(expiry, book.ToTicks(), [])];
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await _web.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        string body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    private sealed class Requests(IHistoryStore store) : ISnapshotRequests
    {
        public async Task<IReadOnlyList<MarketSnapshot>> TakeAsync(ProductId product, CancellationToken cancellationToken)
        {
            MarketSnapshot[] taken = product == s_nifty.Id ? States(s_open.AddDays(2), 24_250, 95) : [];
            await store.WriteAsync(new HistoryBatch([], [], taken), cancellationToken);
            return taken;
        }
    }
}
