using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class DeadLetterReplayTests : WebTests
{
    private const string Leg = """{"time":1786000000000,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"right":"put","last":LAST}""";

    [Fact]
    public async Task Replay_Corrected_ComesInOnceAndIsMarked()
    {
        await RefuseAsync("-1", "-2");
        JsonNode answer = await ReplayAsync($$"""{"letters":[{"id":2},{"id":1,"tick":{{Leg.Replace("LAST", "5")}}}]}""");
        answer["letters"]!.ToJsonString().ShouldBe("""[{"id":1,"outcome":"accepted","detail":""},{"id":2,"outcome":"refused","detail":"last is -2"}]""");
        Counts(answer).ShouldBe((1, 0, 1, 0));
        Web.Sink.Accepted.ShouldHaveSingleItem().Last.ShouldBe(5);
        Web.Sink.Origins[^2..].ShouldBe(["dead-letter:1", "dead-letter:2"]);

        JsonNode letters = (await GetAsync("/api/admin/dead-letters"))["letters"]!;
        letters.AsArray().Select(letter => $"{letter!["id"]} {letter["replay"]?["outcome"]}").ShouldBe(["3 ", "2 refused", "1 accepted"]);

        answer = await ReplayAsync($$"""{"letters":[{"id":1},{"id":2,"tick":{{Leg.Replace("LAST", "5")}}},{"id":77}]}""");
        Counts(answer).ShouldBe((0, 1, 0, 2));
        ((string)answer["letters"]![0]!["detail"]!).ShouldStartWith("It came in by the replay of");
        ((string)answer["letters"]![2]!["detail"]!).ShouldStartWith("There is no such letter");

        JsonNode audit = (await GetAsync("/api/admin/audit"))["entries"]![0]!;
        ((string)audit["action"]!).ShouldBe("dead-letters.replay");
        ((string)audit["subject"]!).ShouldBe("1 2 77");
        ((string)audit["detail"]!).ShouldBe("accepted 0, duplicated 1, refused 0, not replayed 2");
    }

    [Fact]
    public async Task Replay_ByReason_TakesTheNewestNotYetReplayed()
    {
        await RefuseAsync("-1", "-2", "-3");
        Counts(await ReplayAsync("""{"reason":"negativePrice","limit":2}""")).ShouldBe((0, 0, 2, 0));
        Web.Sink.Origins[^2..].ShouldBe(["dead-letter:2", "dead-letter:3"]);
        Counts(await ReplayAsync("""{"reason":"crossedQuote"}""")).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task Replay_NoTick_IsSaid()
    {
        await RefuseAsync("nonsense");
        JsonNode answer = await ReplayAsync("""{"letters":[{"id":1}]}""");
        ((string)answer["letters"]![0]!["detail"]!).ShouldBe("What came could not be read as a tick: give one in its place.");
        answer = await ReplayAsync("""{"letters":[{"id":1,"tick":{"last":1}}]}""");
        ((string)answer["letters"]![0]!["detail"]!).ShouldStartWith("What is given in its place is no tick: ");
        Counts(answer).ShouldBe((0, 0, 0, 1));
    }

    [Theory]
    [InlineData("{}", "Give letters, each with its id, or else one reason out of ")]
    [InlineData("""{"reason":"bad luck"}""", "Give letters, each with its id, or else one reason out of ")]
    [InlineData("""{"letters":[{"id":1}],"reason":"crossedQuote"}""", "Give letters")]
    [InlineData("""{"reason":"crossedQuote","limit":0}""", "At most 1000 letters")]
    public async Task Replay_NotSaidWhich_IsRefusedByName(string body, string detail)
    {
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/admin/dead-letters/replay", new StringContent(body, Encoding.UTF8, "application/json"), Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.BadRequest))["detail"]!).ShouldStartWith(detail);
    }

    private static (int Accepted, int Duplicated, int Refused, int NotReplayed) Counts(JsonNode answer) =>
        ((int)answer["accepted"]!, (int)answer["duplicated"]!, (int)answer["refused"]!, (int)answer["notReplayed"]!);

    private async Task RefuseAsync(params string[] last)
    {
        using var content = new StringContent(string.Join('\n', last.Select(price => Leg.Replace("LAST", price, StringComparison.Ordinal))), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/ingest/ticks", content, Token);
        (await GetAsync("/api/admin/dead-letters"))["letters"]!.AsArray().Count.ShouldBe(last.Length);
    }

    private async Task<JsonNode> ReplayAsync(string body)
    {
        using HttpResponseMessage response = await Web.Http.PostAsync("/api/admin/dead-letters/replay", new StringContent(body, Encoding.UTF8, "application/json"), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Token))!;
    }
}
