using System.Diagnostics;
using System.Globalization;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>How fast the simulated market can be made on one thread: what the other measurements stand on.</summary>
internal static class GeneratorThroughput
{
    public static Row Run(double seconds)
    {
        var options = new SimulationOptions { Seed = 1, TicksPerSecond = SimulationOptions.MaxTicksPerSecond };
        var market = new MarketGenerator(options, ProductCatalogue.Load(), new DateTimeOffset(2026, 8, 17, 4, 0, 0, TimeSpan.Zero));
        var buffer = new Tick[market.MaxTicksPerStep];
        Make(market, buffer, Math.Min(1, seconds));
        long before = GC.GetAllocatedBytesForCurrentThread();
        (long ticks, double elapsed) = Make(market, buffer, seconds);
        return new Row(
            "Simulated market, ticks/s per core",
            (ticks / elapsed).ToString("N0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"NIFTY and BANKNIFTY, each leg priced when it ticks; {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)ticks:0.0} B/tick allocated"));
    }

    private static (long Ticks, double Seconds) Make(MarketGenerator market, Tick[] buffer, double seconds)
    {
        var clock = Stopwatch.StartNew();
        long ticks = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            ticks += market.Next(buffer);
        }

        return (ticks, clock.Elapsed.TotalSeconds);
    }
}
