using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NSubstitute;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Alerts;

public sealed class AlertsApiTests
{
    private const string Chain = """{"room":"chain:NIFTY:2026-08-25","strike":24200,"right":"call","column":"iv"}""";
    private const string Crosses = """{"type":"crosses","level":0.2}""";

    [Theory]
    [InlineData(Chain, Crosses)]
    [InlineData("""{"room":"product:nifty","column":"spot"}""", """{"type":"above","level":24000,"forSeconds":30}""")]
    [InlineData("""{"room":"product:NIFTY","expiry":"2026-08-25","column":"pcrOi"}""", """{"type":"below","level":0.7}""")]
    [InlineData("""{"room":"chain:NIFTY:2026-08-25","column":"callOi"}""", """{"type":"spike","times":5,"withinSeconds":600,"direction":"up"}""")]
    [InlineData("""{"room":"exposures:NIFTY:2026-08-25","strike":24200,"column":"gamma"}""", """{"type":"change","percent":5,"withinSeconds":300}""")]
    [InlineData("""{"room":"volatility-index:NIFTY","column":"index"}""", """{"type":"rank","level":80,"withinSeconds":2592000,"direction":"up"}""")]
    public async Task Create_RuleThatCanBe_IsStoredAsAsked(string metric, string condition)
    {
        await using TestWeb web = await TestWeb.StartAsync();
        Store(web);
        using HttpResponseMessage response = await PostAsync(web, $$"""{"metric":{{metric}},"condition":{{condition}},"cooldownSeconds":60,"repeat":false,"note":" mine ","expires":"2027-01-01T00:00:00Z","webhook":"https://example.com/x"}""");
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        response.Headers.Location!.ToString().ShouldBe("/api/alerts/12");
        JsonNode rule = JsonNode.Parse(body)!;
        ((string)rule["state"]!).ShouldBe("armed");
        ((bool)rule["repeat"]!).ShouldBeFalse();
        ((string)rule["note"]!).ShouldBe("mine");
        ((string)rule["expires"]!).ShouldStartWith("2027-01-01");
        foreach ((string name, JsonNode? value) in JsonNode.Parse(metric.Replace("nifty", "NIFTY", StringComparison.Ordinal))!.AsObject())
        {
            JsonNode.DeepEquals(rule["metric"]![name], value).ShouldBeTrue($"{name} in {rule}");
        }

        foreach ((string name, JsonNode? value) in JsonNode.Parse(condition)!.AsObject())
        {
            JsonNode.DeepEquals(rule["condition"]![name], value).ShouldBeTrue($"{name} in {rule}");
        }
    }

    [Theory]
    [InlineData("{}", Crosses, "metric.room", "chain:NIFTY:2026-08-25")]
    [InlineData("""{"room":"alerts","column":"fired"}""", Crosses, "metric.room", "'alerts'")]
    [InlineData("""{"room":"product:NOPE","column":"spot"}""", Crosses, "metric.room", "NIFTY")]
    [InlineData("""{"room":"chain:NIFTY:2027-08-25","column":"spot"}""", Crosses, "metric.room", "Live expiries")]
    [InlineData("""{"room":"chain:NIFTY:2026-08-25","column":"iv"}""", Crosses, "metric.column", "'strike' and 'right'")]
    [InlineData("""{"room":"chain:NIFTY:2026-08-25","column":"state"}""", Crosses, "metric.column", "holds numbers")]
    [InlineData("""{"room":"chain:NIFTY:2026-08-25","strike":24200,"column":"iv"}""", Crosses, "metric", "'strike' and 'right'")]
    [InlineData("""{"room":"product:NIFTY","strike":24200,"column":"spot"}""", Crosses, "metric", "'expiry'")]
    [InlineData(Chain, "{}", "condition.type", "crosses, above, below, change, spike, rank")]
    [InlineData(Chain, """{"type":"crosses"}""", "condition.level", "a number")]
    [InlineData(Chain, """{"type":"crosses","level":1,"direction":"sideways"}""", "condition.direction", "either, up, down")]
    [InlineData(Chain, """{"type":"crosses","level":1,"withinSeconds":5}""", "condition.withinSeconds", "has no")]
    [InlineData(Chain, """{"type":"change","percent":0,"withinSeconds":5}""", "condition.percent", "above 0")]
    [InlineData(Chain, """{"type":"change","percent":5}""", "condition.withinSeconds", "from 1 to 31622400")]
    [InlineData(Chain, """{"type":"rank","level":101,"withinSeconds":5}""", "condition.level", "from 0 to 100")]
    [InlineData(Chain, """{"type":"above","level":1,"forSeconds":100000}""", "condition.forSeconds", "86400")]
    public async Task Create_RuleThatCannotBe_SaysWhatIsWrong(string metric, string condition, string parameter, string said)
    {
        await using TestWeb web = await TestWeb.StartAsync();
        JsonNode problem = await RefusedAsync(web, $$"""{"metric":{{metric}},"condition":{{condition}}}""");
        ((string)problem["parameter"]!).ShouldBe(parameter);
        ((string)problem["detail"]!).ShouldContain(said);
    }

    [Theory]
    [InlineData("\"cooldownSeconds\":-1", "cooldownSeconds")]
    [InlineData("\"note\":\"two\\nlines\"", "note")]
    [InlineData("\"webhook\":\"ftp://example.com/\"", "webhook")]
    [InlineData("\"webhook\":\"https://me:secret@example.com/\"", "webhook")]
    [InlineData("\"expires\":\"1969-01-01T00:00:00Z\"", "expires")]
    public async Task Create_OptionThatCannotBe_SaysWhichOne(string option, string parameter)
    {
        await using TestWeb web = await TestWeb.StartAsync();
        JsonNode problem = await RefusedAsync(web, $$"""{"metric":{{Chain}},"condition":{{Crosses}},{{option}}}""");
        ((string)problem["parameter"]!).ShouldBe(parameter);
    }

    [Theory]
    [InlineData(AlertChangeResult.TooMany, HttpStatusCode.Conflict)]
    [InlineData(AlertChangeResult.Crowded, HttpStatusCode.Conflict)]
    [InlineData(AlertChangeResult.Unknown, HttpStatusCode.NotFound)]
    [InlineData(AlertChangeResult.WebhookRefused, HttpStatusCode.BadRequest)]
    public async Task Change_RefusedByTheGrain_IsAProblem(AlertChangeResult result, HttpStatusCode status)
    {
        await using TestWeb web = await TestWeb.StartAsync();
        web.Alerts.Put(Arg.Any<AlertRule>()).Returns(new AlertChange(result, null));
        using HttpResponseMessage response = await web.Http.PutAsJsonAsync("/api/alerts/7", JsonNode.Parse($$"""{"metric":{{Chain}},"condition":{{Crosses}}}"""), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status);
        await web.Alerts.Received(1).Put(Arg.Is<AlertRule>(rule => rule.Id == 7 && rule.Owner == "local"));
    }

    [Fact]
    public async Task Get_UnknownOrMalformedId_IsNotFound()
    {
        await using TestWeb web = await TestWeb.StartAsync();
        foreach (string id in (string[])["1", "0", "x", "-1", "99999999999"])
        {
            (await web.Http.GetAsync($"/api/alerts/{id}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
        }
    }

    private static void Store(TestWeb web) => web.Alerts.Put(Arg.Any<AlertRule>()).Returns(call =>
        new AlertChange(AlertChangeResult.Stored, new AlertStanding(call.Arg<AlertRule>() with { Id = 12, Version = 1 }, AlertState.Armed, 0, null)));

    private static Task<HttpResponseMessage> PostAsync(TestWeb web, string json) =>
        web.Http.PostAsync("/api/alerts", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    private static async Task<JsonNode> RefusedAsync(TestWeb web, string json)
    {
        using HttpResponseMessage response = await PostAsync(web, json);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
