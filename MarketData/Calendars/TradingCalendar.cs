namespace TradingAnalytics.MarketData.Calendars;

/// <summary>Which days a venue trades and between which hours of its zone.</summary>
public sealed class TradingCalendar(TradingSession regular, IReadOnlySet<DateOnly> holidays, IReadOnlyDictionary<DateOnly, TradingSession> special, bool tradesEveryDay = false)
{
    /// <summary>The session of a date, or null when the venue is closed. A special session (Muhurat, a disaster-recovery Saturday) goes before holiday and weekend.</summary>
    public TradingSession? SessionOn(DateOnly date)
    {
        if (special.TryGetValue(date, out TradingSession session))
        {
            return session;
        }

        bool closed = !tradesEveryDay && (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(date));
        return closed ? null : regular;
    }

    public bool IsTradingDay(DateOnly date) => SessionOn(date) is not null;

    /// <summary>The date itself when it is traded, else the trading day before it: where an expiry moves when its day is a holiday.</summary>
    public DateOnly OnOrBefore(DateOnly date)
    {
        while (!IsTradingDay(date))
        {
            date = date.AddDays(-1);
        }

        return date;
    }
}
