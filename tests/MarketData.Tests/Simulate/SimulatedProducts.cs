using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Simulate;

/// <summary>The market of the tests: the shipped catalogue, from the morning before a weekly expiry.</summary>
internal static class SimulatedProducts
{
    public static readonly DateTimeOffset Start = new(2026, 8, 17, 4, 0, 0, TimeSpan.Zero);

    public static ProductCatalogue Catalogue { get; } = ProductCatalogue.Load();

    public static ProductSpec Nifty { get; } = Catalogue.Find("NIFTY")!;

    public static MarketGenerator Generator(SimulationOptions options, DateTimeOffset? start = null) => new(options, Catalogue, start ?? Start);

    /// <summary>The ticks of the steps from now until the market time given.</summary>
    public static IEnumerable<Tick[]> StepsUntil(this MarketGenerator generator, DateTimeOffset end)
    {
        var buffer = new Tick[generator.MaxTicksPerStep];
        while (generator.Time < end)
        {
            yield return buffer[..generator.Next(buffer)];
        }
    }
}
