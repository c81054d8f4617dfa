using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Simulate;

/// <summary>NIFTY and BANKNIFTY as the simulator needs them, with a holiday to move an expiry.</summary>
internal static class SimulatedProducts
{
    public static readonly DateTimeOffset Start = new(2026, 8, 17, 4, 0, 0, TimeSpan.Zero);

    private static readonly Venue Nse = new(
        "NSE",
        "National Stock Exchange of India",
        TimeZoneInfo.CreateCustomTimeZone("IST", TimeSpan.FromMinutes(330), "IST", "IST"),
        new TradingCalendar(new TradingSession(new TimeOnly(9, 15), new TimeOnly(15, 30)), new HashSet<DateOnly> { new(2026, 10, 20) }, new Dictionary<DateOnly, TradingSession>()));

    public static ProductSpec Nifty { get; } = Spec("NIFTY", 50, 65);

    public static ProductSpec BankNifty { get; } = Spec("BANKNIFTY", 100, 30);

    public static ProductCatalogue Catalogue { get; } = new([Nifty, BankNifty]);

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

    private static ProductSpec Spec(string id, double strikeStep, int lot) => new()
    {
        Id = id,
        Name = id,
        Venue = Nse,
        Currency = "INR",
        TickSize = 0.05,
        StrikeStep = strikeStep,
        LotSizes = [new LotSize(new DateOnly(2020, 1, 1), lot)],
        CutOffTime = new TimeOnly(15, 30),
        DayCount = DayCount.Act365,
        Settlement = Settlement.Cash,
        InterestRate = 0.065,
    };
}
