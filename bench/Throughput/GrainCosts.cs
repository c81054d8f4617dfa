using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>What a chain costs for being a grain: a call that brings nothing, and the memory of a thousand of them, each with all the legs of the simulated market's first chain.</summary>
internal static class GrainCosts
{
    private const int Chains = 1_000;
    private const int WarmUpCalls = 20_000;
    private const int MarketTicks = 100_000;

    public static async Task<IReadOnlyList<Row>> RunAsync(double seconds)
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(TimeSpan.FromMilliseconds(100));
        IGrainFactory grains = silo.Services.GetRequiredService<IGrainFactory>();
        ProductCatalogue catalogue = silo.Services.GetRequiredService<ProductCatalogue>();
        Tick[] legs = FirstChain(catalogue, silo.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        TickRoute[] routes = [.. Enumerable.Range(0, Chains).Select(chain => RouteOf(chain, catalogue, legs[0].Expiry))];

        // One first: what only the first costs is not of the chains.
        await ApplyAsync(grains, routes[0], legs);
        long before = await SettledAsync();
        for (int i = 1; i < Chains; i++)
        {
            await ApplyAsync(grains, routes[i], legs);
        }

        long after = await SettledAsync();
        foreach (TickRoute route in routes)
        {
            LiveUpdate table = await grains.GetGrain<IExpiryChainGrain>(route.ToString()).Snapshot();
            if (table.Keys.Count(key => key != RowKey.Header.Value) != legs.Length)
            {
                throw new InvalidOperationException($"{route} shows {table.Keys.Count(key => key != RowKey.Header.Value)} of {legs.Length} legs.");
            }
        }

        double call = await CallAsync(grains.GetGrain<IExpiryChainGrain>(routes[0].ToString()), seconds);
        return
        [
            new Row("Memory of 1,000 chains, MB", ((after - before) * 1_000.0 / (Chains - 1) / 1e6).ToString("N0", CultureInfo.InvariantCulture), $"{legs.Length} legs each, with their tables; managed memory after a full collection"),
            new Row("Grain call for a batch, µs", call.ToString("N1", CultureInfo.InvariantCulture), "an empty batch, one caller, in the silo's own process, one after the other"),
        ];
    }

    /// <summary>The newest tick of each leg.</summary>
    private static Tick[] FirstChain(ProductCatalogue catalogue, DateTimeOffset start)
    {
        var market = new MarketGenerator(new SimulationOptions { Seed = 1, TicksPerSecond = MarketTicks }, catalogue, start);
        var buffer = new Tick[market.MaxTicksPerStep];
        var newest = new Dictionary<(TickRoute, double, OptionRight), Tick>();
        for (int ticks = 0; ticks < MarketTicks;)
        {
            int count = market.Next(buffer);
            ticks += count;
            foreach (Tick tick in buffer.AsSpan(0, count))
            {
                if (tick.Kind == TickKind.Leg)
                {
                    newest[(tick.Route, tick.Strike, tick.Right)] = tick;
                }
            }
        }

        return [.. newest.Values.GroupBy(tick => tick.Route).OrderByDescending(chain => chain.Count()).First()];
    }

    private static TickRoute RouteOf(int chain, ProductCatalogue catalogue, Expiry first)
    {
        ProductSpec[] products = [.. catalogue.Products];
        return new TickRoute(products[chain % products.Length].Id, new Expiry(first.DayNumber + (7 * (1 + (chain / products.Length)))));
    }

    private static Task ApplyAsync(IGrainFactory grains, TickRoute route, Tick[] legs)
    {
        Tick[] own = [.. legs.Select(leg => leg with { Product = route.Product, Expiry = route.Expiry })];
        var frame = new TickFrame(1, 0, route, own[^1].UnixMicroseconds, TickFrame.Encode(own));
        return grains.GetGrain<IExpiryChainGrain>(route.ToString()).Apply([frame]);
    }

    private static async Task<double> CallAsync(IExpiryChainGrain chain, double seconds)
    {
        for (int i = 0; i < WarmUpCalls; i++)
        {
            await chain.Apply([]);
        }

        long started = Stopwatch.GetTimestamp();
        int calls = 0;
        for (; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; calls++)
        {
            await chain.Apply([]);
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / calls;
    }

    /// <summary>Managed memory once every chain has been published and analysed, each of which takes a cadence.</summary>
    private static async Task<long> SettledAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
