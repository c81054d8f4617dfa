using TradingAnalytics.Analytics.Time;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Calendars;

/// <summary>Makes a venue's calendar into the clock that counts trading time.</summary>
public static class TradingClocks
{
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2060, 12, 31);

    /// <summary>
    /// What a venue's days are taken for where nothing is said: <see cref="TradingTimeRule.Default"/>; where it never closes, 365 days without a night.
    /// </summary>
    public static TradingTimeRule DefaultRule(TradingCalendar calendar) =>
        calendar.TradesEveryDay ? new TradingTimeRule(365, 0) : TradingTimeRule.Default;

    /// <summary>The years 2000 to 2060 of a venue. A session shorter than the regular one weighs its share of the regular hours. Years whose holidays the calendar does not list have none.</summary>
    public static TradingClock Of(Venue venue, TradingTimeRule rule)
    {
        TradingCalendar calendar = venue.Calendar;
        TimeSpan regular = calendar.Regular.Close - calendar.Regular.Open;
        var sessions = new List<SessionSpan>();
        for (DateOnly date = First; date <= Last; date = date.AddDays(1))
        {
            if (calendar.SessionOn(date) is { } session)
            {
                sessions.Add(new SessionSpan(
                    Instant(venue, date, session.Open), Instant(venue, date, session.Close), Math.Min(1, (session.Close - session.Open) / regular)));
            }
        }

        return new TradingClock([.. sessions], rule);
    }

    private static long Instant(Venue venue, DateOnly date, TimeOnly time)
    {
        DateTime local = date.ToDateTime(time);
        return new DateTimeOffset(local, venue.Zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }
}
