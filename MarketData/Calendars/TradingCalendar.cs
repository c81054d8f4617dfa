using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Calendars;

/// <summary>Which days a venue trades and between which hours of its zone.</summary>
public sealed class TradingCalendar(TradingSession regular, IReadOnlySet<DateOnly> holidays, IReadOnlyDictionary<DateOnly, TradingSession> special, bool tradesEveryDay = false)
{
    /// <summary>The hours of an ordinary day.</summary>
    public TradingSession Regular => regular;

    /// <summary>Open on every date, weekends and holidays too.</summary>
    public bool TradesEveryDay => tradesEveryDay;

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

    /// <summary>
    /// The date itself when its session is the regular one, else the last such day before it: where an expiry moves when its day is a holiday. A Muhurat evening or a short
    /// Saturday is no such day: nothing expires in it.
    /// </summary>
    public DateOnly OnOrBefore(DateOnly date)
    {
        while (SessionOn(date) != regular)
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    /// <summary>Reads a calendar file (<c>nse.json</c> shows the layout).</summary>
    /// <param name="json">UTF-8 text; comments and trailing commas are allowed.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="CatalogueException">Names the file, the key and what is wrong.</exception>
    public static TradingCalendar LoadFrom(Stream json, string name)
    {
        using CatalogueDocument document = CatalogueDocument.Parse(json, name);
        CatalogueNode root = document.Root;
        var holidays = new HashSet<DateOnly>();
        foreach (CatalogueNode holiday in root.ItemsOrNone("holidays"))
        {
            DateOnly date = holiday.Date("date");
            if (!holidays.Add(date))
            {
                throw holiday.Wrong("date", "is listed twice");
            }
        }

        var special = new Dictionary<DateOnly, TradingSession>();
        foreach (CatalogueNode session in root.ItemsOrNone("specialSessions"))
        {
            DateOnly date = session.Date("date");
            if (!special.TryAdd(date, SessionOf(session)))
            {
                throw session.Wrong("date", "is listed twice");
            }
        }

        return new TradingCalendar(SessionOf(root.Child("session")), holidays, special, root.FlagOr("tradesEveryDay", false));
    }

    private static TradingSession SessionOf(CatalogueNode node)
    {
        var session = new TradingSession(node.Time("open"), node.Time("close"));
        return session.Open < session.Close ? session : throw node.Wrong("close", "must be after open");
    }
}
