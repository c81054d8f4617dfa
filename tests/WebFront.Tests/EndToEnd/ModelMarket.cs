using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>Pushes random ticks of one chain into a running product, and moves the actors that keep its tables.</summary>
internal sealed class ModelMarket(RunningSilo silo)
{
    public const string Chain = "chain:NIFTY:2026-08-25";

    private static readonly DateTimeOffset s_open = new(2026, 8, 18, 9, 15, 0, TimeSpan.FromMinutes(330));
    private int _batch;
    private double _spot = 24_200;

    private IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The underlying and some quotes around it, one with its price gone; now and then the money moves on to other strikes.</summary>
    public async Task PushAsync(Random random)
    {
        string time = s_open.AddSeconds(_batch++).ToString("O", CultureInfo.InvariantCulture);
        _spot += (random.Next(10) == 0 ? 100 : 10) * (random.NextDouble() - 0.5);
        StringBuilder lines = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""{"time":"{{time}}","product":"NIFTY","kind":"underlying","last":{{Price(_spot)}}}""");
        int legs = random.Next(1, 40);
        int ticks = 1;
        for (; ticks <= legs; ticks++)
        {
            double strike = (50 * Math.Round(_spot / 50)) + (50 * random.Next(-12, 13));
            bool call = random.Next(2) == 0;
            double value = Math.Max(0, call ? _spot - strike : strike - _spot) + (160 * Math.Exp(-Math.Abs(strike - _spot) / 250)) + random.NextDouble();
            string ask = ticks == 1 ? "0" : Price(value + 0.5);
            lines.Append(CultureInfo.InvariantCulture, $$"""{{'\n'}}{"time":"{{time}}","product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":{{strike}},"right":"{{(call ? "call" : "put")}}","bid":{{Price(value)}},"ask":{{ask}},"openInterest":{{75 * random.Next(1_000, 1_100)}}}""");
        }

        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await silo.Http.PostAsync(new Uri("/api/ingest/ticks", UriKind.Relative), content, TestContext.Current.CancellationToken);
        string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        JsonNode counts = JsonNode.Parse(answer)!;
        ((int)counts["refused"]!).ShouldBe(0, answer);
    }

    /// <summary>Ends the actor of the chain, or of the product: the next call makes it anew from what was kept, and its tables begin another epoch.</summary>
    public async Task MoveAsync(bool chain)
    {
        IGrain grain = chain ? Grains.GetGrain<IExpiryChainGrain>("NIFTY/2026-08-25") : Grains.GetGrain<IProductGrain>("NIFTY");
        long before = await EpochAsync(chain);
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await Eventually.HoldsAsync(async () => await EpochAsync(chain) > before, chain ? "the chain is another actor's" : "the product is another actor's");
    }

    private static string Price(double value) => (Math.Round(value * 20) / 20).ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<long> EpochAsync(bool chain) => (long)(await silo.GetAsync(chain ? "/api/data/chain/NIFTY?expiry=2026-08-25&fields=spot" : "/api/products/NIFTY"))["epoch"]!;
}
