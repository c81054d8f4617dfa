using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Real processes over a real Redis.</summary>
public class ClusterTests
{
    private const string Product = "NIFTY";

    [Fact]
    public async Task Kill_SiloWithoutTheJournal_LosesNothingAndClientsConverge()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        string[] market = ["replay", Recordings.WriteChainCsv(folder.At("chain.csv"), minutes: 120), "--speed", "600"];
        SortedDictionary<string, string> expected = await Unbroken(folder, market);

        await using SiloProcess second = Member(folder, redis, "second", "none", "--role", "silo");
        await using SiloProcess third = Member(folder, redis, "third", "none", "--role", "silo");
        await second.Runs();
        await third.Runs();
        await using SiloProcess owner = Member(folder, redis, "owner", [.. market, "--role", "all", "--owns-journal"]);
        await using SiloProcess web = Member(folder, redis, "web", "none", "--role", "web");
        await web.Until("the web front shows three silos and a chain", status => Active(status) == 3 && (int)status["chains"]! > 0);
        await using HubClient client = await HubClient.ConnectAsync(new Uri($"http://127.0.0.1:{web.Port}"));
        string room = $"chain:{Product}:{await Expiry(web)}";
        await client.SubscribeAsync(room);
        await owner.Until("ticks come in", status => SiloProcess.Accepted(status) > 1_000);

        await (Grains(await Status(web), "third") > Grains(await Status(web), "second") ? third : second).Crash();

        await owner.Until("the replay ended and all of it is applied", SiloProcess.IsDone);
        await web.Until("the cluster counts two silos", status => Active(status) == 2);
        SortedDictionary<string, string> actual = [];
        await web.Until("the web front shows what one undisturbed process shows", async () => Same(expected, actual = await Views.Of(web, Product)));
        actual.ShouldBe(expected);

        JsonReplica replica = client.Room(room);
        await web.Until("the client has what REST answers", async () => await Chain(web) is { } table && replica.Version == JsonReplica.VersionOf(table) && replica.Compare(table));
        replica.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Push_ToAWebFront_IsJournalledByTheOwner()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        await using SiloProcess owner = Member(folder, redis, "owner", "none", "--role", "all", "--owns-journal");
        await owner.Runs();
        await using SiloProcess web = Member(folder, redis, "web", "none", "--role", "web");
        await web.Runs();
        string tick = """{"id":"a1","time":"2026-08-18T10:43:00+05:30","product":"NIFTY","kind":"underlying","last":24212.8}""";
        JsonNode? answer = null;
        await web.Until("the push is taken", async () => (answer = await Push(web, tick)) is not null);
        ((int)answer!["accepted"]!).ShouldBe(1);
        SiloProcess.Accepted(await Status(owner)).ShouldBe(1);
        ((int)(await Push(web, tick))!["duplicated"]!).ShouldBe(1);

        await using SiloProcess other = Member(folder, redis, "other", "none", "--role", "silo", "--owns-journal", "--data-dir", folder.At("elsewhere"));
        (await other.ExitCode()).ShouldBe(1);
        other.Output.ShouldContain("belong to another journal");
        other.Output.ShouldNotContain("   at ");
    }

    private static SiloProcess Member(TemporaryFolder folder, RedisServer redis, string name, params string[] arguments)
    {
        string[] place = arguments.Contains("--data-dir") ? [] : ["--data-dir", folder.At("cluster")];
        string[] ports = ["--silo-port", $"{SiloProcess.FreePort()}", "--gateway-port", $"{SiloProcess.FreePort()}"];
        return SiloProcess.StartIn([.. arguments, .. place, .. ports, "--cluster", "redis", "--redis", redis.ConnectionString, "--name", name, "--cadence", "0"]);
    }

    private static async Task<SortedDictionary<string, string>> Unbroken(TemporaryFolder folder, string[] market)
    {
        await using SiloProcess alone = SiloProcess.Start(folder.At("alone"), [.. market[..^1], "max", "--cadence", "0"]);
        await alone.Until("the replay ended", SiloProcess.IsDone);
        return await Views.Of(alone, Product);
    }

    private static bool Same(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) =>
        expected.Count == actual.Count && expected.All(view => actual.TryGetValue(view.Key, out string? value) && value == view.Value);

    private static async Task<JsonNode> Status(SiloProcess process)
    {
        JsonNode? status = null;
        await process.Until("it tells its status", async () => (status = await process.Get("/api/status")) is not null);
        return status!;
    }

    private static async Task<JsonObject?> Chain(SiloProcess web) => await web.Get($"/api/data/chain/{Product}") as JsonObject;

    private static async Task<string> Expiry(SiloProcess web)
    {
        JsonObject? chain = null;
        await web.Until("the chain is shown", async () => (chain = await Chain(web)) is not null);
        return (string)chain!["expiry"]!;
    }

    private static int Active(JsonNode status) => status["silos"]!.AsArray().Count(silo => (string)silo!["status"]! == "Active");

    private static int Grains(JsonNode status, string name) => status["silos"]!.AsArray()
        .Where(silo => (string)silo!["name"]! == name)
        .Sum(silo => ((JsonObject)silo!["activationsByType"]!).Where(type => type.Key is "ExpiryChainGrain" or "ProductGrain").Sum(type => (int)type.Value!));

    private static async Task<JsonNode?> Push(SiloProcess web, string tick)
    {
        using var http = new HttpClient();
        using var body = new StringContent(tick, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await http.PostAsync($"http://127.0.0.1:{web.Port}/api/ingest/ticks", body, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null;
    }
}
