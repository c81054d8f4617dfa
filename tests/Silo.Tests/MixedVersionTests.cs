using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.Silo.Tests;

/// <summary>A rolling upgrade half way: processes of two versions, between which messages have gained a field, are one cluster over a real Redis.</summary>
public class MixedVersionTests
{
    private static readonly string[] s_products = ["NIFTY", "BANKNIFTY", "FINNIFTY"];
    private static readonly string[] s_expiries = ["2026-08-25", "2026-09-29", "2026-10-27", "2026-12-29"];

    [Fact]
    public async Task Cluster_OfTwoVersions_ShowsTheSameThroughEither()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        string next = NextVersion.LayOut(folder.At("next"));
        File.ReadAllBytes(Path.Combine(folder.At("next"), "TradingAnalytics.Grains.Abstractions.dll"))
            .ShouldNotBe(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TradingAnalytics.Grains.Abstractions.dll")));

        await using SiloProcess newer = SiloProcess.StartAt(next, Member(folder, redis, "newer", "--role", "silo"));
        await newer.Runs();
        await using SiloProcess older = SiloProcess.StartIn(Member(folder, redis, "older", "--role", "all"));
        await using SiloProcess newerWeb = SiloProcess.StartAt(next, Member(folder, redis, "newer-web", "--role", "web"));
        await older.Runs();
        await newerWeb.Until("both silos are there", status => status["silos"]!.AsArray().Count(silo => (string)silo!["status"]! == "Active") == 2);

        // Pushed to one version, taken in by the other; then the other way round.
        await PushAll(newerWeb, 1, 24_200);
        await PushAll(older, 2, 24_210);
        await newerWeb.Until("both versions have grains", status => status["silos"]!.AsArray().All(silo => silo!["activationsByType"]!["ExpiryChainGrain"] is not null));
        await using HubClient throughNewer = await HubClient.ConnectAsync(new Uri($"http://127.0.0.1:{newerWeb.Port}"));
        await using HubClient throughOlder = await HubClient.ConnectAsync(new Uri($"http://127.0.0.1:{older.Port}"));
        foreach (string product in s_products)
        {
            foreach (string expiry in s_expiries)
            {
                await throughNewer.SubscribeAsync($"chain:{product}:{expiry}");
                await throughOlder.SubscribeAsync($"chain:{product}:{expiry}");
            }
        }

        await PushAll(older, 3, 24_220);
        foreach (string product in s_products)
        {
            foreach (string expiry in s_expiries)
            {
                await Converges(newerWeb, throughNewer, product, expiry);
                await Converges(older, throughOlder, product, expiry);
            }
        }

        foreach (SiloProcess process in (SiloProcess[])[newer, older, newerWeb])
        {
            // Not of serialization as such: the trace of any failed call names its namespace.
            process.Output.ShouldNotContain("SerializerException");
            process.Output.ShouldNotContain("Codec");
        }
    }

    /// <summary>The chain shows the last of what was pushed, over REST and pushed.</summary>
    private static Task Converges(SiloProcess web, HubClient client, string product, string expiry) => web.Until($"{product} {expiry} shows the last push", async () =>
        await web.Get($"/api/data/chain/{product}?expiry={expiry}") is JsonObject table
        && (double?)table["spot"] == 24_220
        && (double?)table["legs"]![0]!["bid"] == 183
        && client.Room($"chain:{product}:{expiry}") is JsonReplica replica
        && replica.Version == JsonReplica.VersionOf(table)
        && replica.Compare(table)
        && replica.Faults.Count == 0);

    private static async Task PushAll(SiloProcess web, int minute, double spot)
    {
        foreach (string product in s_products)
        {
            await web.Until($"{product} is taken in", () => PushedTicks.Push(web, PushedTicks.Market(product, s_expiries, minute, spot)));
        }
    }

    private static string[] Member(TemporaryFolder folder, RedisServer redis, string name, params string[] role) =>
    [
        "none", .. role, "--data-dir", folder.At("cluster"), "--silo-port", $"{FreePort.Next()}", "--gateway-port", $"{FreePort.Next()}", "--cluster", "redis", "--redis", redis.ConnectionString,
        "--name", name, "--cadence", "0",
    ];
}
