using System.Text.Json.Nodes;

namespace TradingAnalytics.Silo.Tests;

/// <summary>The real executable records what it publishes: bars equal to the live ones, metrics that end where the market stands, and both outlive a restart.</summary>
public class HistoryTests
{
    [Fact]
    public async Task Replay_WrittenDay_IsRecordedAndOutlivesARestart()
    {
        using var folder = new TemporaryFolder();
        string recording = Recordings.WriteChainCsv(folder.At("chain.csv"), minutes: 60);
        JsonNode bars;
        JsonNode spot;
        await using (SiloProcess silo = SiloProcess.Start(folder.At("data"), "replay", recording, "--speed", "max"))
        {
            await silo.Until("the replay ended", SiloProcess.IsDone);
            JsonNode live = null!;
            await silo.Until("what is recorded is what is live", async () =>
            {
                live = (await silo.Get("/api/products/NIFTY"))!;
                JsonArray liveBars = (await silo.Get($"/api/products/NIFTY/bars?interval=1m&from={live["asOf"]!.GetValue<DateTimeOffset>().AddHours(-2):yyyy-MM-dd'T'HH:mm:ss'Z'}"))!.AsArray();
                return liveBars.Count > 50 && await silo.Get("/api/history/NIFTY/bars?interval=1m") is { } kept && JsonNode.DeepEquals(Bare(kept["bars"]!), Bare(liveBars))
                    && await Last(silo, "spot", null) == (double)live["spot"]!;
            });
            JsonNode row = live["expiries"]![0]!;
            foreach (string metric in (string[])["forward", "atmIv", "pcrOi", "maxPain", "straddle"])
            {
                (await Last(silo, metric, (string)row["expiry"]!)).ShouldBe((double?)row[metric], metric);
            }

            JsonNode figures = (await silo.Get("/api/status"))!["history"]!;
            ((long)figures["dropped"]!).ShouldBe(0);
            ((long)figures["written"]!).ShouldBeGreaterThan(50);
            figures["fault"].ShouldBeNull();
            await SameAsLiveAsync(silo);
            JsonArray kept = (await silo.Post("/api/history/NIFTY/snapshots"))!["snapshots"]!.AsArray();
            kept.Count.ShouldBe(1 + live["expiries"]!.AsArray().Count);
            ((string)kept[0]!["at"]!).ShouldNotBeNullOrEmpty();
            bars = (await silo.Get("/api/history/NIFTY/bars?interval=1m"))!;
            spot = (await silo.Get("/api/history/NIFTY/metrics?metric=spot"))!;
        }

        await using SiloProcess again = SiloProcess.Start(folder.At("data"), "replay", recording, "--speed", "max");
        await again.Until("the replay ended", SiloProcess.IsDone);
        await again.Until("history answers", async () => await again.Get("/api/history/NIFTY") is not null);
        JsonNode.DeepEquals((await again.Get("/api/history/NIFTY/bars?interval=1m"))!, bars).ShouldBeTrue();
        (await again.Get("/api/history/NIFTY/metrics?metric=spot"))!["points"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(spot["points"]!.AsArray().Count);
    }

    /// <summary>The market rests: what it shows now is what it showed at its newest tick.</summary>
    private static async Task SameAsLiveAsync(SiloProcess silo)
    {
        foreach (string path in (string[])["/api/data/chain/NIFTY", "/api/products/NIFTY/smile", "/api/products/NIFTY"])
        {
            var live = (JsonObject)(await silo.Get(path))!;
            var past = (JsonObject)(await silo.Get($"{path}?at={(string)live["asOf"]!}"))!;
            foreach (string version in (string[])["epoch", "sequence"])
            {
                live.Remove(version);
                past.Remove(version);
            }

            JsonNode.DeepEquals(past, live).ShouldBeTrue($"{path}: {past.ToJsonString()} and not {live.ToJsonString()}");
        }
    }

    private static async Task<double?> Last(SiloProcess silo, string metric, string? expiry) =>
        (double?)(await silo.Get($"/api/history/NIFTY/metrics?metric={metric}{(expiry is null ? "" : $"&expiry={expiry}")}"))?["points"]!.AsArray().LastOrDefault()?["value"];

    /// <summary>Bars without the way in which their times are written.</summary>
    private static JsonArray Bare(JsonNode bars) => [.. bars.AsArray().Select(bar =>
    {
        var copy = (JsonObject)bar!.DeepClone();
        copy["time"] = copy["time"]!.GetValue<DateTimeOffset>().ToUnixTimeSeconds();
        return (JsonNode)copy;
    })];
}
