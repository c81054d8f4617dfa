using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>Which expiries the simulated venue lists at an instant: Tuesdays, the last of a month being the monthly one, moved before a holiday.</summary>
internal static class ListedExpiries
{
    private const DayOfWeek Day = DayOfWeek.Tuesday;

    /// <summary>The next <paramref name="count"/> weekly expiries (monthly ones included) that have not passed, soonest first.</summary>
    public static IEnumerable<Expiry> Weekly(ProductSpec product, DateTimeOffset asOf, int count) =>
        Days(product.DateOf(asOf)).Select(day => Listed(product, day)).Where(expiry => product.CutOff(expiry) > asOf).Distinct().Take(count);

    public static IEnumerable<Expiry> Monthly(ProductSpec product, DateTimeOffset asOf, int count) =>
        Days(product.DateOf(asOf)).Where(day => day.AddDays(7).Month != day.Month).Select(day => Listed(product, day)).Where(expiry => product.CutOff(expiry) > asOf).Distinct().Take(count);

    private static Expiry Listed(ProductSpec product, DateOnly day) => Expiry.On(product.Venue.Calendar.OnOrBefore(day));

    private static IEnumerable<DateOnly> Days(DateOnly from)
    {
        DateOnly day = from.AddDays((((int)Day - (int)from.DayOfWeek) + 7) % 7);
        while (true)
        {
            yield return day;
            day = day.AddDays(7);
        }
    }
}
