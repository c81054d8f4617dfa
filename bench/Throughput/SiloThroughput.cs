using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// The way of a tick through one silo: ingress (deduplication, validation), journal on disk, product and chain grains, updates to their readers in the same process. Batches are submitted as fast as they
/// are taken; the clock stops when the last is applied by the books.
/// </summary>
internal static class SiloThroughput
{
    private const int BatchTicks = 4_096;
    private const int InFlight = 4;
    private const int MarketTicksPerSecond = 200_000;

    /// <summary>What runs often is compiled in stages, the last after some hundred thousand ticks and in pauses between them.</summary>
    private const long WarmUpTicks = 3_000_000;
    private static readonly TimeSpan WarmUpAtMost = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> RunAsync(double seconds)
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(TimeSpan.FromMilliseconds(100));
        ProductCatalogue catalogue = silo.Services.GetRequiredService<ProductCatalogue>();
        ITickSink sink = silo.Services.GetRequiredService<ITickSink>();
        DateTimeOffset start = silo.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(-2);
        var market = new MarketGenerator(new SimulationOptions { Seed = 1, TicksPerSecond = MarketTicksPerSecond }, catalogue, start);
        long routes = await WarmUpAsync(silo, sink, market);
        long updates = 0;
        await ReadAsync(silo, () => Interlocked.Increment(ref updates));

        using Process process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        long ticks = await SubmitAsync(sink, market, () => clock.Elapsed.TotalSeconds < seconds);
        await DrainAsync(silo);
        double elapsed = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double busy = (process.TotalProcessorTime - processor).TotalSeconds;
        long refused = silo.Ingress.Statistics.Refused;
        string how = string.Create(CultureInfo.InvariantCulture, $"batches of {BatchTicks}, {InFlight} under way, journal on disk, {routes} routes, {Interlocked.Read(ref updates) / elapsed:N0} updates read/s, {busy / elapsed:0.0} cores busy (the making of the ticks among it), {(GC.GetTotalAllocatedBytes() - allocated) / (double)ticks:N0} B/tick allocated, {refused} refused");
        return
        [
            new Row("Ingress to readers through one silo, ticks/s", (ticks / elapsed).ToString("N0", CultureInfo.InvariantCulture), how),
            new Row("The same per busy core, ticks/s", (ticks / busy).ToString("N0", CultureInfo.InvariantCulture), "processor time of the whole process"),
        ];
    }

    /// <summary>Until every leg has been quoted and what runs often is compiled.</summary>
    private static async Task<long> WarmUpAsync(RunningSilo silo, ITickSink sink, MarketGenerator market)
    {
        var clock = Stopwatch.StartNew();
        long ticks = 0;
        while (ticks < WarmUpTicks && clock.Elapsed < WarmUpAtMost)
        {
            ticks += await SubmitAsync(sink, market, () => clock.Elapsed.TotalSeconds % 1 < 0.9);
            await DrainAsync(silo);
            await Task.Delay(100);
        }

        return (await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IDirectoryGrain>(0).Routes()).Length;
    }

    private static async Task ReadAsync(RunningSilo silo, Action onUpdate)
    {
        LiveTap tap = silo.Services.GetRequiredService<LiveTap>();
        foreach (TickRoute route in await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IDirectoryGrain>(0).Routes())
        {
            tap.Open(new TableId(TableKind.Chain, route), _ => onUpdate(), static failure => throw failure);
        }
    }

    private static async Task<long> SubmitAsync(ITickSink sink, MarketGenerator market, Func<bool> more)
    {
        var buffers = new Tick[InFlight][];
        var pending = new ValueTask<SubmitResult>[InFlight];
        long ticks = 0;
        for (int turn = 0; more(); turn++)
        {
            int slot = turn % InFlight;
            await pending[slot];
            Tick[] buffer = buffers[slot] ??= new Tick[BatchTicks + market.MaxTicksPerStep];
            int count = 0;
            while (count < BatchTicks)
            {
                count += market.Next(buffer.AsSpan(count));
            }

            pending[slot] = sink.SubmitAsync(buffer.AsMemory(0, count), "bench", CancellationToken.None);
            ticks += count;
        }

        foreach (ValueTask<SubmitResult> last in pending)
        {
            await last;
        }

        return ticks;
    }

    private static async Task DrainAsync(RunningSilo silo)
    {
        var clock = Stopwatch.StartNew();
        while (silo.Ingress.Statistics.UndeliveredTicks > 0)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new TimeoutException("The books did not take the last ticks within 60 s.");
            }

            await Task.Delay(1);
        }
    }
}
