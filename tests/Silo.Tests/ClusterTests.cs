using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Mongo.Tests;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Real processes over a real Redis: what tests/Cluster.Tests, which breaks a cluster in every way, does not look at.</summary>
public class ClusterTests(ITestOutputHelper output)
{
    private const string Product = "NIFTY";

    /// <summary>Of the pushed ticks: another product than the one replayed.</summary>
    private const string Pushed = "BANKNIFTY";

    [Fact]
    public async Task Kill_TheHolderOfTheMarket_TheReplayGoesOnAndShowsWhatAnUnbrokenOneDoes()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        string[] market = ["replay", Recordings.WriteChainCsv(folder.At("chain.csv"), minutes: 120), "--speed", "600"];
        SortedDictionary<string, string> expected = await Unbroken(folder, market);

        Dictionary<string, SiloProcess> silos = [];
        foreach (string name in (string[])["one", "two", "three"])
        {
            silos[name] = Member(folder, redis, name, [.. market, "--role", "silo"]);
        }

        await using SiloProcess one = silos["one"], two = silos["two"], three = silos["three"];
        await using SiloProcess web = Member(folder, redis, "web", "none", "--role", "web");
        await web.Until("the web front shows three silos and a chain", status => Active(status) == 3 && (int)status["chains"]! > 0);
        await web.Until("ticks come in", status => SiloProcess.Accepted(status) > 1_000);

        string holder = Holder(await Status(web));
        long killedAt = TimeProvider.System.GetTimestamp();
        await silos[holder].Crash();

        await web.Until("another silo holds the market", status => Holder(status) is { Length: > 0 } next && next != holder);
        output.WriteLine($"Another silo held the market {TimeProvider.System.GetElapsedTime(killedAt).TotalSeconds:0.0} s after the kill.");
        await web.Until("the replay ended and all of it is applied", SiloProcess.IsDone);
        await web.Until("the cluster counts two silos", status => Active(status) == 2);
        string difference = "";
        try
        {
            await web.Until("the web front shows what one undisturbed process shows", async () => (difference = Views.Difference(expected, await Views.Of(web, Product))).Length == 0);
        }
        finally
        {
            output.WriteLine(difference);
        }
    }

    [Fact]
    public async Task Kill_Redis_PushesAreRefusedAndTheMarketGoesOnWhenItIsBack()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        await using SiloProcess silo = Member(folder, redis, "silo", "simulate", "--products", Product, "--rate", "200", "--role", "silo");
        await using SiloProcess web = Member(folder, redis, "web", "none", "--role", "web");
        await web.Until("the market runs", status => SiloProcess.Accepted(status) > 100);
        string tick = Pushes.Tick(Pushed, 1_001);
        JsonNode? answer = null;
        await web.Until("the push is taken", async () => (answer = await Push(web, tick)) is not null);
        ((int)answer!["accepted"]!).ShouldBe(1);
        ((int)(await Push(web, tick))!["duplicated"]!).ShouldBe(1);

        redis.Crash();
        await web.Until("a push is refused until the journal answers again", async () => await Pushes.SendAsync(web.Port, Pushes.Tick(Pushed, 1_002)) is (HttpStatusCode.ServiceUnavailable, not null));
        (await web.Get($"/api/products/{Product}")).ShouldNotBeNull("what is live is shown on");
        redis.Restart();

        long restartedAt = TimeProvider.System.GetTimestamp();
        await web.Until("pushes are taken again", async () => (answer = await Push(web, Pushes.Tick(Pushed, 1_002))) is not null);
        output.WriteLine($"Pushes were taken again {TimeProvider.System.GetElapsedTime(restartedAt).TotalSeconds:0.0} s after Redis was started again.");
        Journalled(redis, Pushed).ShouldBe([1_001, 1_002], "each once, whatever became of the refused calls");
        (await Status(web))["market"]!.ShouldSatisfyAllConditions(
            market => ((string)market["holder"]!).ShouldBe("silo"),
            market => ((long)market["fence"]!).ShouldBe(1, "nobody else has taken the market"));
    }

    [Fact]
    public async Task StatesInMongo_TheOnlySiloReplaced_TheWebFrontFindsTheNextAndItKnowsWhatWasPushed()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        using var mongo = new FakeMongo();
        mongo.Start();
        (string, string)[] settings = [("Cluster:States", "mongo"), ("Cluster:Mongo:ConnectionString", mongo.ConnectionString), ("Grains:SaveEvery", "00:00:01")];
        await using SiloProcess one = Member(folder, redis, "one", settings, "none", "--role", "silo");
        await using SiloProcess web = Member(folder, redis, "web", settings, "none", "--role", "web");
        await web.Until("the web front shows a silo", status => Active(status) == 1);
        await web.Until("the push is taken", async () => await Push(web, Pushes.Tick(Pushed, 1_001)) is not null);
        await web.Until("the product's state is stored", () => Task.FromResult(mongo.Count("states_hot") > 0));

        await using SiloProcess two = Member(folder, redis, "two", settings, "none", "--role", "silo");
        await web.Until("the web front shows two silos", status => Active(status) == 2);
        (await one.Terminate()).ShouldBe(0);

        await web.Until("the web front shows what was pushed", async () => (double?)(await web.Get($"/api/products/{Pushed}"))?["spot"] == 1_001);
        await web.Until("the next silo is the only one", status => Active(status) == 1 && Holder(status) == "two");
        mongo.Count("members").ShouldBe(1);
    }

    [Fact]
    public async Task Start_RedisThatFlushesLessThanStated_IsRefusedWithTheRemedy()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path, fsync: "everysec");

        await using SiloProcess silo = Member(folder, redis, "silo", "none", "--role", "silo");

        (await silo.ExitCode()).ShouldBe(1);
        silo.Output.ShouldContain("CONFIG SET appendfsync always");
        silo.Output.ShouldNotContain("   at ");
    }

    private static SiloProcess Member(TemporaryFolder folder, RedisServer redis, string name, params string[] arguments) => Member(folder, redis, name, [], arguments);

    private static SiloProcess Member(TemporaryFolder folder, RedisServer redis, string name, (string Key, string Value)[] settings, params string[] arguments)
    {
        string[] ports = ["--silo-port", $"{FreePort.Next()}", "--gateway-port", $"{FreePort.Next()}"];
        return SiloProcess.StartIn([.. arguments, "--data-dir", folder.At("cluster"), .. ports, "--cluster", "redis", "--redis", redis.ConnectionString, "--name", name, "--cadence", "0"], settings);
    }

    private static async Task<SortedDictionary<string, string>> Unbroken(TemporaryFolder folder, string[] market)
    {
        await using SiloProcess alone = SiloProcess.Start(folder.At("alone"), [.. market[..^1], "max", "--cadence", "0"]);
        await alone.Until("the replay ended", SiloProcess.IsDone);
        return await Views.Of(alone, Product);
    }

    /// <summary>The prices a product was journalled with, in order.</summary>
    private static double[] Journalled(RedisServer redis, string product)
    {
        using var connection = JournalConnection.Open(redis.ConnectionString);
        var journal = new RedisJournalReader(connection, new RedisJournalKeys("trading-analytics"));
        return [.. journal.Read(0, route => route == TickRoute.Parse(product)).SelectMany(frame => frame.Ticks.ToArray()).Select(tick => tick.Last)];
    }

    private static async Task<JsonNode> Status(SiloProcess process)
    {
        JsonNode? status = null;
        await process.Until("it tells its status", async () => (status = await process.Get("/api/status")) is not null);
        return status!;
    }

    private static string Holder(JsonNode status) => (string)status["market"]!["holder"]!;

    private static int Active(JsonNode status) => status["silos"]!.AsArray().Count(silo => (string)silo!["status"]! == "Active");

    private static async Task<JsonNode?> Push(SiloProcess web, string tick)
    {
        using var http = new HttpClient();
        using var body = new StringContent(tick, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await http.PostAsync($"http://127.0.0.1:{web.Port}/api/ingest/ticks", body, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null;
    }
}
