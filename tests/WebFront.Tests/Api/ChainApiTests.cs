using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class ChainApiTests : WebTests
{
    [Theory]
    [InlineData("/api/data/chain/NIFTY")]
    [InlineData("/api/data/chain/nifty?expiry=2026-08-25")]
    public async Task Get_NearestOrNamedExpiry_IsTheWholeTable(string path)
    {
        JsonObject chain = (await GetAsync(path)).AsObject();
        ((string)chain["room"]!).ShouldBe("chain:NIFTY:2026-08-25");
        chain.Take(5).Select(property => property.Key).ShouldBe(["room", "product", "expiry", "epoch", "sequence"]);
        foreach (string column in ChainSchema.Table.Header.Select(column => column.Name))
        {
            chain.ContainsKey(column).ShouldBeTrue(column);
        }

        chain["legs"]!.AsArray().Select(leg => $"{leg!["strike"]} {leg["right"]}").Take(3).ShouldBe(["24100 call", "24100 put", "24150 call"]);
        chain["legs"]!.AsArray().Count.ShouldBe(10);
        ((string)chain["legs"]![1]!["ivStatus"]!).ShouldBe("noPrice");
        chain["legs"]![1]!["iv"].ShouldBeNull();
    }

    [Fact]
    public async Task Get_Strikes_AreTheNearestOnEachSide()
    {
        JsonNode chain = await GetAsync("/api/data/chain/NIFTY?strikes=1");
        chain["legs"]!.AsArray().Select(leg => (double)leg!["strike"]!).Distinct().ShouldBe([24150, 24200, 24250]);
    }

    [Fact]
    public async Task Get_FullGreeks_FollowThePublishedColumns()
    {
        Web.Market.Publish(TestProducts.Chain, table =>
        {
            table.Set(0, ChainColumn.Forward, 24_240);
            table.Set(0, ChainColumn.DiscountFactor, 0.999);
            table.Set(0, ChainColumn.TimeToExpiry, 0.02);
            table.Set(table.Row(RowKey.Leg(24_200, OptionRight.Call)), LegColumn.Iv, 0.11);
        });
        JsonArray plain = (await GetAsync("/api/data/chain/NIFTY?strikes=0&greeks=first"))["legs"]!.AsArray();
        JsonNode chain = await GetAsync("/api/data/chain/NIFTY?strikes=0&greeks=full");
        JsonArray full = chain["legs"]!.AsArray();
        string[] names = ["vanna", "charm", "volga", "veta", "speed", "zomma", "color", "ultima", "dualDelta", "dualGamma"];
        full[0]!.AsObject().Select(property => property.Key).ShouldBe([.. plain[0]!.AsObject().Select(property => property.Key), .. names]);
        TraderGreeks greeks = Black76.Greeks(OptionRight.Call, 24_240, 24_200, 0.02, 0.999, 0.11).ToTraderGreeks();
        ((double)full[0]!["vanna"]!).ShouldBe(greeks.VannaPerPercentagePoint, 1e-6);
        ((double)full[0]!["dualDelta"]!).ShouldBe(greeks.DualDelta, 1e-6);
        full[1]!["vanna"].ShouldBeNull();
        ((string)chain["room"]!).ShouldBe("chain:NIFTY:2026-08-25");
    }

    [Fact]
    public async Task Get_SameVersionAgain_IsNotModified()
    {
        using HttpResponseMessage first = await Web.Http.GetAsync("/api/data/chain/NIFTY", Token);
        first.Headers.ETag!.Tag.ShouldBe("\"7-1\"");
        first.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/data/chain/NIFTY");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"7-1\""));
        using HttpResponseMessage second = await Web.Http.SendAsync(again, Token);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("", "W/\"7-1\"", true)]
    [InlineData("", "\"6-1\", \"7-1\"", true)]
    [InlineData("", "*", true)]
    [InlineData("", "\"7-2\"", false)]
    [InlineData("?strikes=1", "\"7-1\"", false)]
    [InlineData("?greeks=full", "\"7-1\"", false)]
    [InlineData("?fields=spot", "\"7-1\"", false)]
    public async Task Get_IfNoneMatch_NamesVersionAndOptions(string options, string held, bool known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/data/chain/NIFTY{options}");
        request.Headers.TryAddWithoutValidation("If-None-Match", held);
        using HttpResponseMessage response = await Web.Http.SendAsync(request, Token);
        response.StatusCode.ShouldBe(known ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        response.Headers.ETag!.IsWeak.ShouldBeFalse();
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/data/chain/NIFTY{options}");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag);
        using HttpResponseMessage second = await Web.Http.SendAsync(again, Token);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/data/chain/SENSEX", "BANKNIFTY, NIFTY")]
    [InlineData("/api/data/chain/NIFTY?expiry=2026-08-26", "2026-08-25, 2026-09-29")]
    [InlineData("/api/data/chain/BANKNIFTY", "no live chain of BANKNIFTY")]
    public async Task Get_Unknown_Is404NamingWhatThereIs(string path, string named)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.NotFound))["detail"]!).ShouldContain(named);
    }

    [Theory]
    [InlineData("/api/data/chain/NIFTY?expiry=25-08-2026", "expiry")]
    [InlineData("/api/data/chain/NIFTY?strikes=-1", "strikes")]
    [InlineData("/api/data/chain/NIFTY?strikes=many", "strikes")]
    [InlineData("/api/data/chain/NIFTY?greeks=all", "greeks")]
    [InlineData("/api/data/chain/NIFTY?fields=price", "fields")]
    [InlineData("/api/data/chain/NIFTY?fields=vanna", "fields")]
    [InlineData("/api/products/NIFTY?fields=price", "fields")]
    [InlineData("/api/products/NIFTY/surface?fields=price", "fields")]
    [InlineData("/api/admin/dead-letters?limit=0", "limit")]
    [InlineData("/api/admin/dead-letters?reason=whim", "reason")]
    [InlineData("/api/products/NIFTY/bars?interval=5m", "interval")]
    [InlineData("/api/products/NIFTY/bars?from=2026-08-18T09:15:00", "from")]
    [InlineData("/api/products/NIFTY/bars?to=now", "to")]
    [InlineData("/api/products/NIFTY/bars?from=2026-08-18T09:15:00Z&to=2026-08-17T09:15:00Z", "from")]
    public async Task Get_BadQuery_Is400NamingTheParameter(string path, string parameter)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        JsonNode problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        ((string)problem["parameter"]!).ShouldBe(parameter);
        ((string)problem["detail"]!).ShouldContain($"'{parameter}'");
    }

    [Fact]
    public async Task Get_ExpiryThatAppearedJustNow_IsFound()
    {
        await GetAsync("/api/data/chain/NIFTY");
        Web.Live.Add(TestProducts.Chain with { Product = "BANKNIFTY" });
        ((string)(await GetAsync("/api/data/chain/BANKNIFTY?expiry=2026-08-25"))["room"]!).ShouldBe("chain:BANKNIFTY:2026-08-25");
    }
}
