using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Two products whose terms are stated here.</summary>
internal static class TestProducts
{
    private static readonly Venue NseLike = new(
        "NSE",
        "National Stock Exchange of India",
        TimeZoneInfo.CreateCustomTimeZone("IST", TimeSpan.FromMinutes(330), "IST", "IST"),
        new TradingCalendar(new TradingSession(new TimeOnly(9, 15), new TimeOnly(15, 30)), new HashSet<DateOnly>(), new Dictionary<DateOnly, TradingSession>()));

    public static ProductCatalogue Catalogue { get; } = new([Of("NIFTY", "Nifty 50", 50, 75), Of("BANKNIFTY", "Nifty Bank", 100, 35)]);

    public static TickRoute Nifty { get; } = new("NIFTY", Expiry.None);

    public static TickRoute Chain { get; } = new("NIFTY", Expiry.On(2026, 8, 25));

    public static TickRoute LaterChain { get; } = new("NIFTY", Expiry.On(2026, 9, 29));

    private static ProductSpec Of(string id, string name, double step, int lot) => new()
    {
        Id = id,
        Name = name,
        Venue = NseLike,
        Currency = "INR",
        TickSize = 0.05,
        StrikeStep = step,
        LotSizes = [new LotSize(new DateOnly(2020, 1, 1), lot)],
        CutOffTime = new TimeOnly(15, 30),
        DayCount = DayCount.Act365,
        Settlement = Settlement.Cash,
        InterestRate = 0.065,
        Aliases = [name],
    };
}
