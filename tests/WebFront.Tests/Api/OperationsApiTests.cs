using System.Text;
using System.Text.Json.Nodes;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class OperationsApiTests : WebTests
{
    [Fact]
    public async Task Health_Always_IsOk() => (await GetAsync("/health")).ToJsonString().ShouldBe("""{"status":"ok"}""");

    [Fact]
    public async Task Status_AtRest_SaysWhatThereIs()
    {
        JsonNode status = await GetAsync("/api/status");
        ((int)status["products"]!).ShouldBe(1);
        ((int)status["chains"]!).ShouldBe(2);
        ((string)status["feed"]!["name"]!).ShouldBe("test");
        ((double)status["push"]!["intervalMilliseconds"]!).ShouldBe(100);
        status["clusterFault"].ShouldBeNull();
        ((double)status["uptimeSeconds"]!).ShouldBeGreaterThan(0);
        ((long)status["memory"]!["managed"]!).ShouldBeGreaterThan(0);
        ((long)status["memory"]!["resident"]!).ShouldBeGreaterThan((long)status["memory"]!["managed"]!);
        status["ingress"]!["ticksPerSecond"].ShouldNotBeNull();
    }

    [Fact]
    public async Task DeadLetters_TwoRefused_AreListedNewestFirst()
    {
        const string Pushed = """
            {"id":17,"time":1786000000000,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"right":"put","last":-1,"bid":2}
            nonsense
            {"time":1786000000000,"product":"NIFTY","kind":"underlying","last":1}
            """;
        using var content = new StringContent(Pushed, Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
        response.IsSuccessStatusCode.ShouldBeTrue();
        JsonNode all = await GetAsync("/api/admin/dead-letters");
        all["letters"]!.AsArray().Select(letter => (string)letter!["reason"]!).ShouldBe(["negativePrice", "malformedTick"]);
        all["letters"]![1]!["tick"].ShouldBeNull();
        ((string)all["letters"]![1]!["detail"]!).ShouldEndWith("nonsense");
        JsonNode tick = all["letters"]![0]!["tick"]!;
        tick["time"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds().ShouldBe(1786000000000);
        tick.AsObject().Remove("time");
        tick.ToJsonString().ShouldBe(
            """{"id":"17","product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"right":"put","last":-1,"bid":2,"ask":null,"volume":null,"openInterest":null,"openInterestChange":null}""");
        all["refused"]!.ToJsonString().ShouldBe("""{"malformedTick":1,"negativePrice":1}""");
        JsonNode one = await GetAsync("/api/admin/dead-letters?limit=1&reason=malformedTick");
        ((string)one["letters"]!.AsArray().ShouldHaveSingleItem()!["reason"]!).ShouldBe("malformedTick");
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryRouteAndColumn()
    {
        JsonNode document = await GetAsync("/openapi/v1.json");
        JsonObject paths = document["paths"]!.AsObject();
        paths.Select(path => path.Key).ShouldBe(
            [
                "/health", "/api/products", "/api/products/{product}", "/api/products/{product}/expiries", "/api/data/chain/{product}", "/api/products/{product}/bars",
                "/api/positions/analyse", "/api/products/{product}/smile", "/api/products/{product}/surface", "/api/products/{product}/term-structure", "/api/products/{product}/exposures",
                "/api/products/{product}/volatility-index", "/api/history/{product}", "/api/history/{product}/metrics", "/api/history/{product}/iv-rank", "/api/history/{product}/snapshots", "/api/history/{product}/bars", "/api/history/{product}/days", "/api/history/{product}/compare", "/api/history/{product}/legs", "/api/history/{product}/opening",
                "/api/admin/cache", "/api/alerts", "/api/alerts/{id}", "/api/alerts/fired", "/api/alerts/dead-letters", "/api/alerts/secret",
                "/api/ingest/ticks", "/api/ingest", "/api/stream", "/api/status", "/api/admin/dead-letters", "/api/admin/dead-letters/replay", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout",
                "/api/auth/password", "/api/auth/me", "/api/admin/users", "/api/admin/users/{name}", "/api/admin/keys", "/api/admin/keys/{id}", "/api/admin/keys/{id}/rotate", "/api/admin/audit",
            ],
            ignoreOrder: true);
        foreach ((string path, JsonNode? operations) in paths)
        {
            foreach ((string method, JsonNode? operation) in operations!.AsObject())
            {
                operation!["summary"].ShouldNotBeNull($"{method} {path}");
                operation["description"].ShouldNotBeNull($"{method} {path}");
            }
        }

        paths["/api/data/chain/{product}"]!["get"]!["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).ShouldBe(["product", "at", "expiry", "strikes", "greeks", "fields"]);
        JsonNode chain = document["components"]!["schemas"]!["ChainTableSchema"]!["properties"]!;
        chain.AsObject().Select(property => property.Key).ShouldBe(
            [.. new[] { "room", "product", "expiry", "epoch", "sequence" }, .. ChainSchema.Table.Header.Select(column => column.Name), "legs"], ignoreOrder: true);
        chain["legs"]!["items"]!["properties"]!["iv"].ShouldNotBeNull();
        JsonNode smile = document["components"]!["schemas"]!["SmileTableSchema"]!["properties"]!;
        foreach (LiveColumn column in SmileTable.Schema.Header)
        {
            ((string)smile[column.Name]!["description"]!).ShouldBe(column.Description, column.Name);
        }

        smile["strikes"]!["items"]!["properties"]!["strike"].ShouldNotBeNull();
        document["components"]!["schemas"]!["ExposuresTableSchema"]!["anyOf"]!.AsArray().Count.ShouldBe(2);
    }
}
