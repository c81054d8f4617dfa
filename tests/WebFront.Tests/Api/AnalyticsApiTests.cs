using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.WebFront.Tests.Api;

public class AnalyticsApiTests : WebTests
{
    private static readonly TableId s_surface = new(TableKind.Surface, TestProducts.Nifty);

    /// <summary>The room and the path that show each table.</summary>
    public static TheoryData<string, string> Tables => new()
    {
        { "smile:NIFTY:2026-08-25", "/api/products/nifty/smile" },
        { "smile:NIFTY:2026-09-29", "/api/products/NIFTY/smile?expiry=2026-09-29" },
        { "surface:NIFTY", "/api/products/NIFTY/surface" },
        { "exposures:NIFTY", "/api/products/NIFTY/exposures" },
        { "exposures:NIFTY:2026-08-25", "/api/products/NIFTY/exposures?expiry=2026-08-25" },
        { "volatility-index:NIFTY", "/api/products/NIFTY/volatility-index" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Get_Table_EqualsItsRoom(string room, string path)
    {
        TableId.TryParse(room, out TableId id).ShouldBeTrue();
        LiveSchema schema = LiveTables.SchemaOf(id);
        Web.Market.Begin(id, 7);
        Web.Market.Publish(id, table =>
        {
            RowKey row = schema.RowKind == RowKind.Strike ? RowKey.ForStrike(24_200) : RowKey.ForExpiry(Expiry.On(2026, 8, 25));
            for (int column = 0; column < schema.Header.Count; column++)
            {
                table.Set(0, column, schema.Header[column].Kind == CellKind.Number ? column + 0.5 : 0);
            }

            for (int column = 0; column < schema.Rows.Count; column++)
            {
                table.Set(table.Row(row), column, schema.Rows[column].Kind == CellKind.Number ? column - 0.5 : 0);
            }
        });
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(room);
        await Eventually.Holds(() => client.Room(room).Snapshots == 1, "the snapshot came");
        JsonObject answer = (await GetAsync(path)).AsObject();
        client.Room(room).Compare(answer).ShouldBeTrue();
        ((string)answer["room"]!).ShouldBe(room);
        answer[schema.RowsName]!.AsArray().ShouldHaveSingleItem()!.AsObject().Count.ShouldBe(schema.Rows.Count + 1);

        Web.Market.Publish(id, table => table.Set(0, schema.HeaderColumn("asOf"), 1e15));
        await Eventually.Holds(() => client.Room(room).Version == (7, 2), "the delta came");
        client.Room(room).Compare((await GetAsync(path)).AsObject()).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Get_NothingComputedYet_IsNullThroughout(string room, string path)
    {
        JsonObject answer = (await GetAsync(path)).AsObject();
        ((string)answer["room"]!).ShouldBe(room);
        ((long)answer["sequence"]!).ShouldBe(0);
        answer.ContainsKey("status").ShouldBe(!room.StartsWith("surface", StringComparison.Ordinal));
        answer["asOf"].ShouldBeNull();
    }

    [Fact]
    public async Task Get_TermStructure_IsReadFromTheSurface()
    {
        Web.Market.Begin(s_surface, 7);
        Web.Market.Publish(s_surface, table =>
        {
            int Column(string name) => SurfaceTable.Schema.RowColumn(name);
            int near = table.Row(RowKey.ForExpiry(Expiry.On(2026, 8, 25)));
            int far = table.Row(RowKey.ForExpiry(Expiry.On(2026, 9, 29)));
            table.Set(0, SurfaceTable.Schema.HeaderColumn("spot"), 24_213.5);
            table.Set(near, Column("status"), 3);
            table.Set(far, Column("status"), 0);
            table.Set(far, Column("atmIv"), 0.12);
            table.Set(far, Column("timeToExpiry"), 0.25);
            table.Set(far, Column("forwardIv"), 0.13);
        });
        JsonNode answer = await GetAsync("/api/products/NIFTY/term-structure");
        ((long)answer["sequence"]!).ShouldBe(1);
        ((double)answer["spot"]!).ShouldBe(24_213.5);
        JsonArray terms = answer["expiries"]!.AsArray();
        ((string)terms[0]!["expiry"]!, (string)terms[0]!["status"]!).ShouldBe(("2026-08-25", "tooFewPoints"));
        terms[0]!["atmIv"].ShouldBeNull();
        ((string)terms[1]!["status"]!, (double)terms[1]!["atmIv"]!, (double)terms[1]!["totalVariance"]!, (double)terms[1]!["forwardIv"]!).ShouldBe(("ok", 0.12, 0.12 * 0.12 * 0.25, 0.13));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/products/NIFTY/term-structure");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"7-1\""));
        using HttpResponseMessage second = await Web.Http.SendAsync(again, Token);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Get_SurfaceGrid_IsTheSlicesAtTheirTimes()
    {
        Web.Market.Begin(s_surface, 7);
        Web.Market.Publish(s_surface, table =>
        {
            foreach ((Expiry expiry, double time) in ((Expiry, double)[])[(Expiry.On(2026, 8, 25), 0.04), (Expiry.On(2026, 9, 29), 0.16)])
            {
                int row = table.Row(RowKey.ForExpiry(expiry));
                foreach ((string name, double value) in ((string, double)[])[
                    ("status", 0), ("timeToExpiry", time), ("a", 0.0225 * time), ("b", 0), ("rho", 0), ("m", 0), ("sigma", 0.1), ("lowestLogMoneyness", -2 * time), ("highestLogMoneyness", time)])
                {
                    table.Set(row, SurfaceTable.Schema.RowColumn(name), value);
                }
            }
        });
        JsonNode grid = (await GetAsync("/api/products/NIFTY/surface?grid=4x3"))["grid"]!;
        grid["logMoneyness"]!.AsArray().Select(k => Math.Round((double)k!, 9)).ShouldBe([-0.32, -0.16, 0, 0.16]);
        grid["timeToExpiry"]!.AsArray().Select(time => Math.Round((double)time!, 9)).ShouldBe([0.04, 0.1, 0.16]);
        grid["iv"]!.AsArray().Count.ShouldBe(3);
        grid["iv"]!.AsArray().SelectMany(row => row!.AsArray()).Select(iv => (double)iv!).ShouldAllBe(iv => Math.Abs(iv - 0.15) < 1e-6);

        Web.Market.Begin(s_surface, 8);
        (await GetAsync("/api/products/NIFTY/surface?grid=4x3")).AsObject()["grid"].ShouldBeNull();
    }

    [Theory]
    [InlineData("4")]
    [InlineData("1x3")]
    [InlineData("4x102")]
    [InlineData("4x3x2")]
    [InlineData("fine")]
    public async Task Get_BadGrid_Is400NamingTheParameter(string grid)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync($"/api/products/NIFTY/surface?grid={grid}", Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.BadRequest))["parameter"]!).ShouldBe("grid");
    }

    [Theory]
    [InlineData("/api/products/SENSEX/smile", "BANKNIFTY, NIFTY")]
    [InlineData("/api/products/SENSEX/surface", "BANKNIFTY, NIFTY")]
    [InlineData("/api/products/SENSEX/exposures", "BANKNIFTY, NIFTY")]
    [InlineData("/api/products/SENSEX/volatility-index", "BANKNIFTY, NIFTY")]
    [InlineData("/api/products/SENSEX/term-structure", "BANKNIFTY, NIFTY")]
    [InlineData("/api/products/NIFTY/smile?expiry=2026-08-26", "2026-08-25, 2026-09-29")]
    [InlineData("/api/products/NIFTY/exposures?expiry=2026-08-26", "2026-08-25, 2026-09-29")]
    [InlineData("/api/products/BANKNIFTY/smile", "no live chain of BANKNIFTY")]
    public async Task Get_Unknown_Is404NamingWhatThereIs(string path, string named)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.NotFound))["detail"]!).ShouldContain(named);
    }

    [Theory]
    [InlineData("/api/products/NIFTY/smile?expiry=tomorrow")]
    [InlineData("/api/products/NIFTY/exposures?expiry=25-08-2026")]
    public async Task Get_BadExpiry_Is400NamingTheParameter(string path)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.BadRequest))["parameter"]!).ShouldBe("expiry");
    }
}
