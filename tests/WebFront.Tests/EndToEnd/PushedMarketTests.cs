using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>Ticks in by REST, analytics out by REST and hub, through ingress, journal, grains and streams.</summary>
[Collection(nameof(RunningSilo))]
public class PushedMarketTests
{
    private const string ChainRoom = "chain:NIFTY:2026-08-25";
    private const string ChainPath = "/api/data/chain/NIFTY?expiry=2026-08-25";

    private static readonly DateTimeOffset Open = new(2026, 8, 18, 9, 15, 0, TimeSpan.FromMinutes(330));

    [Fact]
    public async Task Push_HundredRandomBatches_HubAndRestAgreeAtEveryVersion()
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(new() { ["Feed:Kind"] = "None", ["Grains:Cadence"] = "00:00:00.020", ["Web:Push:Interval"] = "00:00:00" });
        var random = new Random(20260818);
        await PushAsync(silo, Batch(random, 0), gzip: false);

        // The answer says journalled; the books follow a moment later.
        await Eventually.HoldsAsync(async () => (await silo.Http.GetAsync(ChainPath, TestContext.Current.CancellationToken)).IsSuccessStatusCode, "the chain is live");
        await using HubClient client = await HubClient.ConnectAsync(silo.Address);
        await client.SubscribeAsync(ChainRoom);
        await client.SubscribeAsync("product:NIFTY");

        int accepted = 0;
        int refused = 0;
        List<(string Room, JsonObject Table)> answers = [];
        for (int batch = 1; batch <= 100; batch++)
        {
            List<string> lines = Batch(random, batch);
            if (batch % 10 == 0)
            {
                lines.Insert(3, "{\"time\":\"nonsense\"}");
                lines.Add("""{"time":"2026-08-18T12:00:00+05:30","product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24210,"right":"call","last":1}""");
            }

            JsonNode answer = await PushAsync(silo, lines, gzip: batch % 2 == 0);
            accepted += (int)answer["accepted"]!;
            refused += (int)answer["refused"]!;
            ((int)answer["accepted"]! + (int)answer["duplicated"]! + (int)answer["refused"]!).ShouldBe(lines.Count);
            answers.Add((ChainRoom, (JsonObject)await silo.GetAsync(ChainPath)));
            answers.Add(("product:NIFTY", (JsonObject)await silo.GetAsync("/api/products/NIFTY")));
        }

        accepted.ShouldBeGreaterThan(1_000);
        refused.ShouldBeGreaterThanOrEqualTo(20);
        foreach ((string room, string path) in new[] { (ChainRoom, ChainPath), ("product:NIFTY", "/api/products/NIFTY") })
        {
            await SettleAsync(silo, client.Room(room), path);
            answers.Add((room, (JsonObject)await silo.GetAsync(path)));
            client.Room(room).Faults.ShouldBeEmpty();
            client.Room(room).Deltas.ShouldBeGreaterThan(5);
        }

        int compared = 0;
        foreach ((string room, JsonObject table) in answers)
        {
            table.Remove("contract");
            compared += client.Room(room).Compare(table) ? 1 : 0;
        }

        compared.ShouldBeGreaterThan(20);
        JsonNode chain = await silo.GetAsync(ChainPath);
        chain["legs"]!.AsArray().Count(leg => (string?)leg!["ivStatus"] == "ok").ShouldBeGreaterThan(4);
        ((string)chain["forwardSource"]!).ShouldBe("parity");

        JsonNode letters = await silo.GetAsync("/api/admin/dead-letters?limit=5&reason=strikeOffGrid");
        letters["letters"]!.AsArray().Count.ShouldBe(5);
        ((double)letters["letters"]![0]!["tick"]!["strike"]!).ShouldBe(24210);
        ((string)letters["letters"]![0]!["origin"]!).ShouldBe("push:127.0.0.1");
        ((int)letters["refused"]!["strikeOffGrid"]!).ShouldBe(10);
        ((int)letters["refused"]!["malformedTick"]!).ShouldBe(10);

        JsonNode status = await silo.GetAsync("/api/status");
        ((long)status["ingress"]!["accepted"]!).ShouldBe(accepted + 21);
        ((long)status["ingress"]!["journalSequence"]!).ShouldBeGreaterThan(100);
        status["silos"]!.AsArray().ShouldHaveSingleItem()!["status"]!.GetValue<string>().ShouldBe("Active");
        ((int)status["chains"]!).ShouldBe(1);
    }

    /// <summary>21 ticks around the money: the underlying and twenty quotes, prices near what a smile of 12 % gives.</summary>
    private static List<string> Batch(Random random, int batch)
    {
        string time = Open.AddSeconds(batch).ToString("O", CultureInfo.InvariantCulture);
        double spot = 24_200 + (20 * (random.NextDouble() - 0.5));
        List<string> lines = [$$"""{"time":"{{time}}","product":"NIFTY","kind":"underlying","last":{{Number(spot)}}}"""];
        for (int i = 0; i < 20; i++)
        {
            double strike = 24_000 + (50 * (i % 10));
            bool call = i >= 10;
            double value = Math.Max(0, call ? spot - strike : strike - spot) + (160 * Math.Exp(-Math.Abs(strike - spot) / 250)) + random.NextDouble();
            double bid = Math.Round(value * 20) / 20;
            lines.Add($$"""{"time":"{{time}}","product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":{{strike}},"right":"{{(call ? "call" : "put")}}","bid":{{Number(bid)}},"ask":{{Number(bid + 0.5)}},"openInterest":{{75 * random.Next(1000, 1010)}}}""");
        }

        return lines;
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static async Task<JsonNode> PushAsync(RunningSilo silo, List<string> lines, bool gzip)
    {
        byte[] body = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        if (gzip)
        {
            using var packed = new MemoryStream();
            await using (var stream = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            {
                await stream.WriteAsync(body);
            }

            body = packed.ToArray();
        }

        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        using HttpResponseMessage response = await silo.Http.PostAsync("/api/ingest/ticks", content, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Waits until nothing more is published and the client has it all.</summary>
    private static async Task SettleAsync(RunningSilo silo, JsonReplica room, string path)
    {
        (long, long) seen = (0, 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (int i = 0; i < 100; i++)
        {
            (long, long) now = JsonReplica.VersionOf((JsonObject)await silo.GetAsync(path));
            if (now == seen && room.Version == now)
            {
                return;
            }

            seen = now;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        room.Version.ShouldBe(seen, $"the client did not catch up with {path}");
    }
}
