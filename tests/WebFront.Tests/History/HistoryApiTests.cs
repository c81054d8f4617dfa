using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TradingAnalytics.Engine.History;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.History;

public sealed class HistoryApiTests(RecordedWeb web) : IClassFixture<RecordedWeb>
{
    private const string Metrics = "/api/history/NIFTY/metrics";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_OfAProduct_SaysWhatIsKept()
    {
        JsonNode answer = await GetAsync("/api/history/nifty 50");
        answer["series"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal).ShouldBe(
            """
            [{"expiry":null,"from":"2026-08-18T03:45:00+00:00","to":"2026-08-18T03:45:00+00:00"},
            {"expiry":"2026-08-11","from":"2026-08-11T03:45:00+00:00","to":"2026-08-11T03:45:00+00:00"},
            {"expiry":"2026-08-25","from":"2026-08-18T03:45:00+00:00","to":"2026-08-18T05:24:59+00:00"}]
            """.ReplaceLineEndings(""));
        answer["metrics"]!.AsArray().Select(name => (string)name!).ShouldBe(HistoryMetrics.Names);
        answer["productMetrics"]!.ToJsonString().ShouldBe("""["spot","gex","flip","volatilityIndex"]""");
    }

    [Fact]
    public async Task Metrics_ByPages_GiveEachPointOnce()
    {
        var times = new List<DateTimeOffset>();
        string? next = "2026-08-18T03:45:00Z";
        int pages = 0;
        while (next is not null)
        {
            JsonNode page = await GetAsync($"{Metrics}?expiry=2026-08-25&metric=pcrOi&limit=2500&from={next}");
            times.AddRange(page["points"]!.AsArray().Select(point => (DateTimeOffset)point!["time"]!));
            next = (string?)page["next"];
            pages++;
        }

        pages.ShouldBe(3);
        times.ShouldBe(Enumerable.Range(0, RecordedWeb.Points).Select(i => RecordedWeb.Open.AddSeconds(i)));
    }

    [Fact]
    public async Task Metrics_Range_IsHalfOpen()
    {
        JsonNode page = await GetAsync($"{Metrics}?expiry=2026-08-25&metric=pcrOi&from=2026-08-18T09:15:10%2B05:30&to=2026-08-18T09:15:12%2B05:30");
        page.ToJsonString().ShouldBe(
            """{"product":"NIFTY","expiry":"2026-08-25","metric":"pcrOi","points":[{"time":"2026-08-18T03:45:10Z","value":1.001},{"time":"2026-08-18T03:45:11Z","value":1.0011}],"next":null}""");
    }

    [Fact]
    public async Task Page_OfDaysThatAreOver_IsReadOnceAndTheSameThen()
    {
        foreach (string path in (string[])[$"{Metrics}?expiry=2026-08-25&metric=pcrOi&limit=100&from=2026-08-18T03:45:00Z", "/api/history/NIFTY/bars?interval=5m"])
        {
            string first = await web.Http.GetStringAsync(new Uri(path, UriKind.Relative), Token);
            long loads = (long)(await GetAsync("/api/admin/cache"))["loads"]!;
            using HttpResponseMessage again = await web.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
            (await again.Content.ReadAsStringAsync(Token)).ShouldBe(first);
            again.Headers.Age.ShouldNotBeNull();
            again.Headers.CacheControl!.NoStore.ShouldBeTrue();
            ((long)(await GetAsync("/api/admin/cache"))["loads"]!).ShouldBe(loads);
        }
    }

    [Fact]
    public async Task Metrics_FewPoints_KeepThePeak()
    {
        JsonNode page = await GetAsync($"{Metrics}?expiry=2026-08-25&metric=pcrOi&points=100");
        JsonArray points = page["points"]!.AsArray();
        points.Count.ShouldBeInRange(2, 100);
        points.Max(point => (double)point!["value"]!).ShouldBe(99.5);
        points.Min(point => (double)point!["value"]!).ShouldBe(1);
        page["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Metrics_ExpiryThatIsOver_IsStillAnswered() =>
        (await GetAsync($"{Metrics}?expiry=2026-08-11&metric=maxPain"))["points"]!.AsArray().ShouldHaveSingleItem()!["value"]!.GetValue<double>().ShouldBe(24_000);

    [Fact]
    public async Task Metrics_OtherFormats_AreStreamedWhole()
    {
        string csv = await TextAsync($"{Metrics}?expiry=2026-08-25&metric=pcrOi&format=csv", null, "text/csv");
        string[] lines = csv.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(RecordedWeb.Points + 1);
        lines[0].ShouldBe("time,value");
        lines[1].ShouldBe("2026-08-18T03:45:00Z,1");
        lines[^1].ShouldBe("2026-08-18T05:24:59Z,1.5999");
        string ndjson = await TextAsync($"{Metrics}?expiry=2026-08-25&metric=pcrOi", "application/x-ndjson", "application/x-ndjson");
        lines = ndjson.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(RecordedWeb.Points);
        lines[4_321].ShouldBe("""{"time":"2026-08-18T04:57:01Z","value":99.5}""");
    }

    [Theory]
    [InlineData("1m", 750, 100, 850)]
    [InlineData("5m", 150, 100, 850)]
    [InlineData("1d", 2, 100, 850)]
    public async Task Bars_EachWidth_RollUpWhole(string interval, int count, double open, double close)
    {
        JsonArray bars = (await GetAsync($"/api/history/NIFTY/bars?interval={interval}&from=2026-08-17T18:30:00Z&to=2026-08-20T00:00:00Z"))["bars"]!.AsArray();
        bars.Count.ShouldBe(count);
        ((double)bars[0]!["open"]!).ShouldBe(open);
        ((double)bars[^1]!["close"]!).ShouldBe(close);
        bars.Sum(bar => (int)bar!["ticks"]!).ShouldBe(1_500);
        bars.Max(bar => (double)bar!["high"]!).ShouldBe(859);
        if (interval == "1d")
        {
            bars.Select(bar => (string)bar!["time"]!).ShouldBe(["2026-08-17T18:30:00Z", "2026-08-18T18:30:00Z"], "a day begins at midnight in Kolkata");
        }
    }

    [Fact]
    public async Task Bars_RangeThatCutsABar_HasOnlyThoseThatStartInItAndThemWhole()
    {
        JsonNode page = await GetAsync("/api/history/NIFTY/bars?interval=5m&from=2026-08-18T03:46:00Z&to=2026-08-18T03:51:00Z");
        JsonNode bar = page["bars"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)bar["time"]!).ShouldBe("2026-08-18T03:50:00Z");
        ((int)bar["ticks"]!).ShouldBe(10);
    }

    [Fact]
    public async Task Bars_AsCsv_HaveAllColumns() => (await TextAsync("/api/history/NIFTY/bars?interval=1d&format=csv", null, "text/csv"))
        .ShouldBe("time,open,high,low,close,ticks\n2026-08-17T18:30:00Z,100,484,90,475,750\n2026-08-18T18:30:00Z,475,859,465,850,750\n");

    [Theory]
    [InlineData("metrics", "metric", "missing")]
    [InlineData("metrics?metric=beauty", "metric", "pcrOi")]
    [InlineData("metrics?metric=pcrOi", "expiry", "of a chain")]
    [InlineData("metrics?metric=spot&from=2026-01-01T00:00:00Z&to=2026-08-01T00:00:00Z", "from", "at most 92")]
    [InlineData("metrics?metric=spot&from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z", "from", "not be after")]
    [InlineData("metrics?metric=spot&from=yesterday", "from", "ISO 8601")]
    [InlineData("metrics?metric=spot&points=1", "points", "2 to 20000")]
    [InlineData("metrics?metric=spot&limit=0", "limit", "1 to 100000")]
    [InlineData("metrics?metric=spot&format=xml", "format", "ndjson")]
    [InlineData("bars?interval=2m", "interval", "5m")]
    [InlineData("bars?interval=1s&from=2026-01-01T00:00:00Z&to=2026-08-01T00:00:00Z", "from", "at most 31")]
    public async Task Parameter_Wrong_IsNamedWithWhatItShouldBe(string query, string parameter, string says)
    {
        using HttpResponseMessage response = await web.Http.GetAsync(new Uri($"/api/history/NIFTY/{query}", UriKind.Relative), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
        ((string)problem["parameter"]!).ShouldBe(parameter);
        ((string)problem["detail"]!).ShouldContain(says);
    }

    [Theory]
    [InlineData("/api/history/TULIPS", "Known")]
    [InlineData("/api/history/NIFTY/metrics?metric=spot&expiry=2026-08-26", "Recorded expiries: 2026-08-11, 2026-08-25")]
    [InlineData("/api/history/BANKNIFTY/bars", "No bars of BANKNIFTY")]
    public async Task Unknown_IsNotFoundAndSaysWhatThereIs(string path, string says)
    {
        using HttpResponseMessage response = await web.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["detail"]!).ShouldContain(says);
    }

    [Fact]
    public async Task History_NotKept_SaysSo()
    {
        await using TestWeb without = await TestWeb.StartAsync();
        using HttpResponseMessage response = await without.Http.GetAsync(new Uri("/api/history/NIFTY", UriKind.Relative), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("History:Enabled");
        JsonNode status = JsonNode.Parse(await without.Http.GetStringAsync(new Uri("/api/status", UriKind.Relative), Token))!;
        status["history"].ShouldBeNull();
    }

    [Fact]
    public async Task Status_Recording_ShowsWhatWasDropped()
    {
        JsonNode status = await GetAsync("/api/status");
        status["history"]!.ToJsonString().ShouldBe("""{"written":5,"queued":4,"dropped":3,"failures":2,"fault":"disk full","bytes":1}""");
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await web.Http.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    private async Task<string> TextAsync(string path, string? accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using HttpResponseMessage response = await web.Http.SendAsync(request, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        return await response.Content.ReadAsStringAsync(Token);
    }
}
