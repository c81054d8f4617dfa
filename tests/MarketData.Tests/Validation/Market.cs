using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Validation;

/// <summary>A small market for tests: NIFTY as the exchange lists it, and BTC with premiums in the coin.</summary>
internal static class Market
{
    public static readonly Expiry August25 = Expiry.On(2026, 8, 25);

    /// <summary>18 Aug 2026, 11:00 in India.</summary>
    public static readonly long Eleven = Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 11, 0, 0, TimeSpan.FromHours(5.5)));

    /// <summary>Our clock, well after all of it.</summary>
    public static readonly long Now = Tick.MicrosecondsOf(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));

    public static readonly ProductCatalogue Catalogue = new([Spec("NIFTY", 50, Settlement.Cash), Spec("BTC", 500, Settlement.Inverse)]);

    public static long Minutes(double minutes) => (long)(minutes * 60_000_000);

    public static Tick Spot(double last, double minute = 0) => new()
    {
        Id = 1,
        UnixMicroseconds = Eleven + Minutes(minute),
        Product = "NIFTY",
        Kind = TickKind.Underlying,
        Fields = TickFields.Last,
        Last = last,
    };

    public static Tick Future(double last, double minute = 0) => Spot(last, minute) with { Kind = TickKind.Future, Expiry = August25 };

    public static Tick Leg(double last, double minute = 0, double strike = 24_200, OptionRight right = OptionRight.Call) => Spot(last, minute) with
    {
        Kind = TickKind.Leg,
        Expiry = August25,
        Strike = strike,
        Right = right,
        Fields = TickFields.All,
        Volume = 100,
        OpenInterest = 200,
    };

    private static ProductSpec Spec(string id, double step, Settlement settlement)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("IST", TimeSpan.FromHours(5.5), "IST", "IST");
        var calendar = new TradingCalendar(new TradingSession(new TimeOnly(9, 15), new TimeOnly(15, 30)), new HashSet<DateOnly>(), new Dictionary<DateOnly, TradingSession>());
        return new ProductSpec
        {
            Id = id,
            Name = id,
            Venue = new Venue("TEST", "Test", zone, calendar),
            Currency = "INR",
            TickSize = 0.05,
            StrikeStep = step,
            LotSizes = [new LotSize(DateOnly.MinValue, 65)],
            CutOffTime = new TimeOnly(15, 30),
            DayCount = DayCount.Act365,
            Settlement = settlement,
            InterestRate = 0.065,
        };
    }
}
