using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Products;

public class ExpiryScheduleTests
{
    private static readonly ProductCatalogue Shipped = ProductCatalogue.Load();

    // The expiries NSE listed on these days, as its option-chain answers of the day say (long-dated ones left out).
    [Theory]
    [InlineData("NIFTY", "2026-08-18", 4, 0, "2026-08-18 2026-08-25 2026-09-01 2026-09-08")]
    [InlineData("NIFTY", "2026-06-19", 6, 4, "2026-06-23 2026-06-30 2026-07-07 2026-07-14 2026-07-21 2026-07-28 2026-08-25 2026-09-29")]
    [InlineData("NIFTY", "2025-08-05", 5, 3, "2025-08-07 2025-08-14 2025-08-21 2025-08-28 2025-09-02 2025-09-30 2025-10-28")]
    [InlineData("NIFTY", "2022-03-14", 5, 2, "2022-03-17 2022-03-24 2022-03-31 2022-04-07 2022-04-13 2022-04-28")]
    [InlineData("BANKNIFTY", "2020-04-20", 5, 1, "2020-04-23 2020-04-30 2020-05-07 2020-05-14 2020-05-21")]
    [InlineData("BANKNIFTY", "2023-12-15", 6, 1, "2023-12-20 2023-12-28 2024-01-03 2024-01-10 2024-01-17 2024-01-25")]
    [InlineData("BANKNIFTY", "2024-05-18", 6, 1, "2024-05-22 2024-05-29 2024-06-05 2024-06-12 2024-06-19 2024-06-26")]
    [InlineData("BANKNIFTY", "2025-10-30", 4, 3, "2025-11-25 2025-12-30 2026-01-27")]
    public void Listed_RecordedDays_AsTheExchangeListed(string product, string from, int weeklies, int monthlies, string expected) =>
        string.Join(' ', ExpirySchedule.Listed(Shipped.Find(product)!, DateOnly.Parse(from), weeklies, monthlies)).ShouldBe(expected);

    [Fact]
    public void Listed_DayOfMuhuratTrading_ExpiresTheDayBefore() =>
        ExpirySchedule.Listed(Shipped.Find("NIFTY")!, new DateOnly(2025, 10, 20), 1, 0).ShouldBe([Expiry.On(2025, 10, 20)]);

    [Fact]
    public void Listed_ProductWithoutRules_Nothing()
    {
        ProductSpec product = Shipped.Find("NIFTY")! with { ExpiryRules = [] };

        ExpirySchedule.Listed(product, new DateOnly(2026, 1, 1), 4, 4).ShouldBeEmpty();
    }

    [Fact]
    public void Listed_AnyDay_AscendingTradingDaysNotBeforeIt()
    {
        ProductSpec product = Shipped.Find("NIFTY")!;
        for (var day = new DateOnly(2019, 3, 1); day < new DateOnly(2026, 12, 31); day = day.AddDays(1))
        {
            IReadOnlyList<Expiry> listed = ExpirySchedule.Listed(product, day, 4, 3);

            listed.ShouldAllBe(expiry => expiry.Date >= day && product.Venue.Calendar.IsTradingDay(expiry.Date), $"from {day:yyyy-MM-dd}");
            listed.ShouldBe(listed.Distinct().Order());
            listed.Count.ShouldBeInRange(5, 7, $"from {day:yyyy-MM-dd}");
        }
    }
}
