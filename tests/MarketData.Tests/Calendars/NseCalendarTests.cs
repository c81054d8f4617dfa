using System.Globalization;
using System.IO.Compression;
using System.Text;
using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Tests.Calendars;

public class NseCalendarTests
{
    private static readonly TradingCalendar Calendar = ProductCatalogue.Load().Find("NIFTY")!.Venue.Calendar;

    [Theory]
    [InlineData("2026-08-18", "09:15", "15:30")]
    [InlineData("2024-01-20", "09:15", "15:30")]
    [InlineData("2024-03-02", "09:15", "12:30")]
    [InlineData("2024-05-18", "09:15", "12:30")]
    [InlineData("2025-02-01", "09:15", "15:30")]
    [InlineData("2026-02-01", "09:15", "15:30")]
    [InlineData("2023-11-12", "18:15", "19:15")]
    [InlineData("2025-10-21", "13:45", "14:45")]
    public void SessionOn_OpenDay_ItsHours(string date, string open, string close) =>
        Calendar.SessionOn(Day(date)).ShouldBe(new TradingSession(TimeOnly.Parse(open, CultureInfo.InvariantCulture), TimeOnly.Parse(close, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2023-06-29")]
    [InlineData("2024-01-22")]
    [InlineData("2026-01-15")]
    [InlineData("2026-08-15")]
    [InlineData("2026-08-16")]
    public void SessionOn_ClosedDay_None(string date) => Calendar.SessionOn(Day(date)).ShouldBeNull();

    [Theory]
    [InlineData("2025-10-21", "2025-10-20")]
    [InlineData("2022-04-14", "2022-04-13")]
    [InlineData("2024-03-29", "2024-03-28")]
    [InlineData("2024-03-02", "2024-03-01")]
    [InlineData("2026-08-18", "2026-08-18")]
    public void OnOrBefore_NoRegularDay_TheOneBefore(string date, string expected) => Calendar.OnOrBefore(Day(date)).ShouldBe(Day(expected));

    [Fact]
    public void SessionOn_EveryWeekdayOfTheIndexHistories_OpenWhenTheIndexHasAClose()
    {
        HashSet<DateOnly> traded = [];
        foreach (string file in new[] { "nifty50_daily_2015-2025.csv.gz", "banknifty_daily_2015-2025.csv.gz", "india_vix_daily_2015-2025.csv.gz", "nifty_daily_2024-08_2026-08.csv" })
        {
            traded.UnionWith(DaysOf(RecordedData.PathOf("index-history/" + file)));
        }

        // The histories have no line for these two trading days, and show the one-hour Muhurat sessions in some years only.
        traded.UnionWith([Day("2019-02-13"), Day("2019-03-29")]);
        var wrong = new List<string>();
        for (DateOnly day = Day("2019-01-01"); day <= traded.Max(); day = day.AddDays(1))
        {
            bool weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            bool muhurat = Calendar.SessionOn(day)?.Open > new TimeOnly(13, 0);
            if (!muhurat && Calendar.IsTradingDay(day) != traded.Contains(day) && !(weekend && Calendar.IsTradingDay(day)))
            {
                wrong.Add($"{day:yyyy-MM-dd} {(traded.Contains(day) ? "was traded" : "was not traded")}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"session":{"open":"09:15","close":"09:15"}}""", "x.json: session.close must be after open")]
    [InlineData("""{"session":{"open":"09:15","close":"15:30"},"holidays":[{"date":"26-01-2026"}]}""", "x.json: holidays[0].date must be a date written yyyy-MM-dd")]
    [InlineData("""{"session":{"open":"09:15","close":"15:30"},"holidays":[{"date":"2026-01-26"},{"date":"2026-01-26"}]}""", "x.json: holidays[1].date is listed twice")]
    [InlineData("""{"session":{"open":"09:15","close":"15:30"},"specialSessions":[{"date":"2026-01-26","open":"09:00"}]}""", "x.json: specialSessions[0].close is missing")]
    [InlineData("""{"session":{"open":"09:15","close":"15:30"},"tradesEveryDay":"yes"}""", "x.json: tradesEveryDay must be true or false")]
    [InlineData("[]", "x.json: session is missing")]
    public void LoadFrom_BadFile_NamesFileAndKey(string json, string message) =>
        Should.Throw<CatalogueException>(() => TradingCalendar.LoadFrom(new MemoryStream(Encoding.UTF8.GetBytes(json)), "x.json")).Message.ShouldContain(message);

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> DaysOf(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return Day(line[..10]);
        }
    }
}
