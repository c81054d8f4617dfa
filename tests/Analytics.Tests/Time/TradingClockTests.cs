using CsCheck;
using TradingAnalytics.Analytics.Time;

namespace TradingAnalytics.Analytics.Tests.Time;

public class TradingClockTests
{
    private const long Hour = 3_600;
    private const long Day = 24 * Hour;
    private static readonly TradingTimeRule Rule = new(250, 0.25);

    /// <summary>09:00 to 15:00 UTC on weekdays from Monday 5 January 1970 on, Wednesday the 14th closed, two hours on Saturday the 24th.</summary>
    private static readonly SessionSpan[] Sessions = [.. Enumerable.Range(4, 40).SelectMany(SessionsOn)];

    private static readonly TradingClock Clock = new(Sessions, Rule);

    [Fact]
    public void YearsBetween_OneSessionWithItsNight_IsADay() =>
        Clock.YearsBetween(At(5, 15), At(6, 15)).ShouldBe(1.0 / 250);

    [Fact]
    public void YearsBetween_NightAndSession_ShareTheDayAsStated()
    {
        Clock.YearsBetween(At(5, 15), At(6, 9)).ShouldBe(0.25 / 250, 1e-18);
        Clock.YearsBetween(At(6, 9), At(6, 15)).ShouldBe(0.75 / 250, 1e-18);
        Clock.YearsBetween(At(6, 12), At(6, 15)).ShouldBe(0.375 / 250, 1e-18);
    }

    [Fact]
    public void YearsBetween_WeekendAndHoliday_AddNothing()
    {
        // Friday the 9th to Monday the 12th; Tuesday the 13th to Thursday the 15th over the holiday.
        Clock.YearsBetween(At(9, 15), At(12, 15)).ShouldBe(1.0 / 250, 1e-18);
        Clock.YearsBetween(At(13, 15), At(15, 15)).ShouldBe(1.0 / 250, 1e-18);
        Clock.YearsBetween(At(9, 15), At(12, 9)).ShouldBe(0.25 / 250, 1e-18);
    }

    [Fact]
    public void YearsBetween_ShortSession_CountsByItsHours() =>
        Clock.YearsBetween(At(23, 15), At(24, 11)).ShouldBe(1.0 / 3 / 250, 1e-17);

    [Fact]
    public void YearsBetween_LastSecondOfTheDay_KeepsItsDigits()
    {
        double second = 0.75 / (6 * Hour) / 250;

        Clock.YearsBetween(At(40, 15) - 1, At(40, 15)).ShouldBe(second, 1e-15 * second);
    }

    [Fact]
    public void YearsBetween_AnyInstants_AddUp()
    {
        Instants.Select(Instants, Instants).Sample((a, b, c) =>
        {
            double sum = Clock.YearsBetween(a, b) + Clock.YearsBetween(b, c);
            Math.Abs(sum - Clock.YearsBetween(a, c)).ShouldBeLessThan(1e-16, $"{a} {b} {c}");
        });
    }

    [Fact]
    public void YearsBetween_ASecondLater_IsStrictlyLess()
    {
        Instants.Select(Instants).Sample((a, b) =>
        {
            long from = Math.Min(a, b);
            long to = Math.Max(a, b) + 1;
            Clock.YearsBetween(from + 1, to).ShouldBeLessThan(Clock.YearsBetween(from, to), $"{from} {to}");
        });
    }

    [Fact]
    public void YearsBetween_NoOvernightShare_StandsStillAtNight()
    {
        var clock = new TradingClock(Sessions, new(250, 0));

        clock.YearsBetween(At(5, 16), At(6, 8)).ShouldBe(0);
        clock.YearsBetween(At(6, 9), At(6, 10)).ShouldBe(1.0 / 6 / 250, 1e-18);
    }

    [Fact]
    public void YearsBetween_SessionsWithoutABreak_RunEvenly()
    {
        var clock = new TradingClock([.. Enumerable.Range(0, 10).Select(i => new SessionSpan(i * Day, (i + 1) * Day))], new(365, 0.35));

        clock.YearsBetween(Day, 3 * Day).ShouldBe(2.0 / 365, 1e-17);
        clock.YearsBetween((2 * Day) + (6 * Hour), (2 * Day) + (12 * Hour)).ShouldBe(0.25 / 365, 1e-17);
    }

    [Fact]
    public void YearsBetween_OutsideTheSessions_IsNaN()
    {
        double.IsNaN(Clock.YearsBetween(Clock.FirstUnixSeconds - 1, At(6, 15))).ShouldBeTrue();
        double.IsNaN(Clock.YearsBetween(At(6, 15), Clock.LastUnixSeconds + 1)).ShouldBeTrue();
    }

    [Fact]
    public void YearsBetween_AllocatesNothing()
    {
        double sum = 0;
        Allocations.Of(i => sum += Clock.YearsBetween(At(6, 9) + i, At(40, 15))).ShouldBe(0);
    }

    [Fact]
    public void Constructor_SessionsOutOfOrder_SaysWhich()
    {
        Should.Throw<ArgumentException>(() => new TradingClock([Sessions[1], Sessions[0]], Rule)).Message.ShouldContain("session 1");
        Should.Throw<ArgumentException>(() => new TradingClock(Sessions, new(250, 1)));
    }

    [Fact]
    public void CalendarCounts_AYear_AreTheirDays()
    {
        YearFraction.Act365(0, 365 * Day).ShouldBe(1);
        YearFraction.Act36525(0, 1461 * Day).ShouldBe(4);
        YearFraction.Act365(1, 0).ShouldBe(-1.0 / (365 * Day));
    }

    private static Gen<long> Instants => Gen.Long[Clock.FirstUnixSeconds, Clock.LastUnixSeconds - 1];

    /// <summary>An hour of a day of January 1970 (the 40th is 9 February).</summary>
    private static long At(int dayOfJanuary, int hour) => ((dayOfJanuary - 1) * Day) + (hour * Hour);

    private static IEnumerable<SessionSpan> SessionsOn(int daysSinceEpoch)
    {
        int weekday = (daysSinceEpoch + 4) % 7;
        if (daysSinceEpoch == 23)
        {
            return [new(At(24, 9), At(24, 11), 2.0 / 6)];
        }

        return weekday is 0 or 6 || daysSinceEpoch == 13 ? [] : [new(At(daysSinceEpoch + 1, 9), At(daysSinceEpoch + 1, 15))];
    }
}
