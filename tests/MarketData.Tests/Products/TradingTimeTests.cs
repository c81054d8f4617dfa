using System.Text;
using TradingAnalytics.Analytics.Time;
using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Products;

public class TradingTimeTests
{
    private static readonly ProductSpec Nifty = ProductCatalogue.Load().Find("NIFTY")!;

    private static readonly ProductSpec Traded = Nifty with
    {
        DayCount = DayCount.TradingTime,
        TradingClock = TradingClocks.Of(Nifty.Venue, TradingTimeRule.Default),
    };

    [Theory]
    [InlineData("2026-08-25", "2026-08-24T15:30+05:30", 1)]
    [InlineData("2026-08-25", "2026-08-25T09:15+05:30", 0.65)]
    [InlineData("2026-08-25", "2026-08-21T15:30+05:30", 2)]
    [InlineData("2026-01-27", "2026-01-23T15:30+05:30", 1)] // Republic Day on Monday the 26th
    [InlineData("2026-08-25", "2026-08-25T15:30+05:30", 0)]
    [InlineData("2026-08-25", "2026-08-26T15:30+05:30", 0)]
    public void TimeToExpiryYears_TradingTime_CountsSessions(string expiry, string asOf, double sessions) =>
        Traded.TimeToExpiryYears(Day(expiry), DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(sessions / 252, 1e-17);

    [Fact]
    public void TimeToExpiryYears_ExpiryDay_FallsWithEverySecond()
    {
        DateTimeOffset cutOff = Traded.CutOff(Day("2026-08-25"));
        double before = 0;
        for (int second = 1; second <= 3_600; second++)
        {
            double years = Traded.TimeToExpiryYears(Day("2026-08-25"), cutOff.AddSeconds(-second));
            years.ShouldBe(second * 0.65 / 22_500 / 252, 1e-17);
            years.ShouldBeGreaterThan(before);
            before = years;
        }
    }

    [Fact]
    public void TimeToExpiryYears_MuhuratEvening_CountsByItsHour()
    {
        // 21 October 2025: a holiday with an hour of trading, of a regular day's six and a quarter.
        var before = new DateTimeOffset(2025, 10, 20, 10, 0, 0, TimeSpan.Zero);
        Traded.TradingClock!.YearsBetween(before.ToUnixTimeSeconds(), before.AddMinutes(1_395).ToUnixTimeSeconds()).ShouldBe(0.16 / 252, 1e-17);
    }

    [Fact]
    public void YearsBefore_CalendarCounts_AreAsEver()
    {
        Nifty.YearsBefore(0, 86_400).ShouldBe(1.0 / 365);
        (Nifty with { DayCount = DayCount.Act36525 }).YearsBefore(0, 86_400).ShouldBe(1 / 365.25);
        Should.Throw<InvalidOperationException>(() => (Nifty with { DayCount = DayCount.TradingTime }).YearsBefore(0, 1)).Message.ShouldContain("NIFTY");
    }

    [Theory]
    [InlineData("\"dayCount\":\"trading\"", 252, 0.35)]
    [InlineData("\"dayCount\":\"trading\",\"tradingTime\":{\"overnightShare\":0.2}", 252, 0.2)]
    [InlineData("\"dayCount\":\"trading\",\"tradingTime\":{\"sessionsPerYear\":250,\"overnightShare\":0}", 250, 0)]
    public void LoadFrom_TradingTime_IsConfigured(string keys, double sessionsPerYear, double overnightShare)
    {
        ProductSpec product = Load(keys);
        var afternoon = new DateTimeOffset(2026, 8, 25, 5, 45, 0, TimeSpan.Zero);
        product.TimeToExpiryYears(Day("2026-08-25"), afternoon).ShouldBe((1 - overnightShare) * (4.25 / 6.25) / sessionsPerYear, 1e-17);
    }

    [Fact]
    public void LoadFrom_OvernightShareOfOne_NamesTheKey() =>
        Should.Throw<CatalogueException>(() => Load("\"dayCount\":\"trading\",\"tradingTime\":{\"overnightShare\":1}")).Message
            .ShouldContain("products[0].tradingTime.overnightShare must be from 0");

    private static ProductSpec Load(string keys)
    {
        string json = $$"""
            {"venues":[{"id":"NSE","name":"NSE","zone":"Asia/Kolkata","calendar":"nse"}],
             "products":[{"id":"ABC","name":"A","venue":"NSE","currency":"INR","tickSize":0.05,"strikeStep":50,"cutOffTime":"15:30",{{keys}},"settlement":"cash",
               "interestRate":0.02,"lotSizes":[{"fromExpiry":"2020-01-01","units":100}]}]}
            """;
        return ProductCatalogue.LoadFrom(new MemoryStream(Encoding.UTF8.GetBytes(json))).Find("ABC")!;
    }

    private static Expiry Day(string date) => Expiry.TryParse(date, out Expiry expiry) ? expiry : throw new FormatException(date);
}
