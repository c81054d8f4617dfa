using System.Text.Json.Nodes;

namespace TradingAnalytics.Silo.Tests;

/// <summary>The real executable replays a day: smile, surface, exposures and index answer, follow the chains, and the surface certifies that it holds no arbitrage.</summary>
[Collection(nameof(RealDaySilo))]
public class AnalyticsTests(RealDaySilo realDay)
{
    private static readonly string[] s_tables = ["surface", "term-structure", "exposures", "volatility-index"];

    [Fact]
    public async Task Replay_WrittenDay_SurfaceIsFreeOfArbitrage()
    {
        using var folder = new TemporaryFolder();
        await using SiloProcess silo = SiloProcess.Start(folder.At("data"), "replay", Recordings.WriteChainCsv(folder.At("chain.csv"), minutes: 60), "--speed", "max");
        await silo.Until("the replay ended", SiloProcess.IsDone);
        await Check(silo, slices: 1);
    }

    [Fact]
    public async Task Replay_RealDay_SurfaceIsFreeOfArbitrage() => await Check(await realDay.ReplayedAsync(Recordings.RealDay()), slices: 3);

    private static async Task Check(SiloProcess silo, int slices)
    {
        JsonNode? product = null;
        await silo.Until("the analytics have caught up", async () =>
        {
            product = await silo.Get("/api/products/NIFTY");
            foreach (string table in s_tables)
            {
                JsonNode? answer = await silo.Get($"/api/products/NIFTY/{table}");
                if (answer is null || (DateTimeOffset?)answer["asOf"] != (DateTimeOffset?)product?["asOf"] || answer["expiries"]!.AsArray().Count != product!["expiries"]!.AsArray().Count)
                {
                    return false;
                }
            }

            return true;
        });

        JsonNode surface = (await silo.Get("/api/products/NIFTY/surface?grid=11x5"))!;
        ((int)surface["slices"]!).ShouldBeGreaterThanOrEqualTo(slices);
        ((bool)surface["butterflyFree"]!).ShouldBeTrue(surface.ToJsonString());
        ((bool?)surface["calendarFree"]).ShouldBe(slices > 1 ? true : (bool?)surface["calendarFree"], surface.ToJsonString());
        surface["grid"]!["iv"]!.AsArray().SelectMany(row => row!.AsArray()).ShouldAllBe(iv => (double)iv! > 0);
        foreach (JsonNode? row in product!["expiries"]!.AsArray())
        {
            string expiry = (string)row!["expiry"]!;
            JsonNode chain = (await silo.Get($"/api/data/chain/NIFTY?expiry={expiry}&greeks=full"))!;
            JsonNode smile = (await silo.Get($"/api/products/NIFTY/smile?expiry={expiry}"))!;
            JsonNode exposures = (await silo.Get($"/api/products/NIFTY/exposures?expiry={expiry}"))!;
            ((string)smile["asOf"]!).ShouldBe((string)chain["asOf"]!, expiry);
            ((string)exposures["asOf"]!).ShouldBe((string)chain["asOf"]!, expiry);
            if ((string)smile["status"]! == "ok")
            {
                ((bool)smile["butterflyFree"]!).ShouldBeTrue(smile.ToJsonString());
                ((string)exposures["status"]!).ShouldBe("ok", expiry);
                chain["legs"]!.AsArray().Count(leg => leg!["vanna"] is not null).ShouldBe(chain["legs"]!.AsArray().Count(leg => leg!["iv"] is not null), expiry);
            }
        }
    }
}
