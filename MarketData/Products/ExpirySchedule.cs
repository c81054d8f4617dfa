using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Products;

/// <summary>Which expiries a product has listed on a day, from its <see cref="ProductSpec.ExpiryRules"/> and its venue's calendar.</summary>
public static class ExpirySchedule
{
    /// <summary>Weekly expiries are looked for over this many weeks and monthly ones over as many months, so a product without rules ends the search.</summary>
    private const int Horizon = 520;

    /// <summary>
    /// The nearest expiries on or after <paramref name="from"/>, ascending and distinct. An expiry whose day is no regular trading day (a Muhurat evening is none) falls on the
    /// trading day before. The week of a monthly expiry has no weekly one besides: there the monthly one counts as the week's.
    /// </summary>
    /// <param name="product">Whose rules and calendar apply.</param>
    /// <param name="from">The day asked about; an expiry on it is listed.</param>
    /// <param name="weeklies">How many of the weekly cycle (none where the product has only monthly expiries).</param>
    /// <param name="monthlies">How many of the monthly cycle.</param>
    public static IReadOnlyList<Expiry> Listed(ProductSpec product, DateOnly from, int weeklies, int monthlies)
    {
        var listed = new SortedSet<Expiry>();
        AddWeeklies(product, from, weeklies, listed);
        AddMonthlies(product, from, monthlies, listed);
        return [.. listed];
    }

    private static void AddWeeklies(ProductSpec product, DateOnly from, int count, SortedSet<Expiry> listed)
    {
        DateOnly monday = from.AddDays(-(((int)from.DayOfWeek + 6) % 7));
        for (int week = 0; week < Horizon && count > 0; week++, monday = monday.AddDays(7))
        {
            if (WeeklyOf(product, monday) is { } day && day >= from && listed.Add(Expiry.On(day)))
            {
                count--;
            }
        }
    }

    private static void AddMonthlies(ProductSpec product, DateOnly from, int count, SortedSet<Expiry> listed)
    {
        var month = new DateOnly(from.Year, from.Month, 1);
        for (int i = 0; i < Horizon && count > 0; i++, month = month.AddMonths(1))
        {
            if (MonthlyOf(product, month) is { } day && day >= from)
            {
                listed.Add(Expiry.On(day));
                count--;
            }
        }
    }

    /// <summary>The expiry of the week that begins on a Monday, when the product has a weekly cycle then.</summary>
    private static DateOnly? WeeklyOf(ProductSpec product, DateOnly monday)
    {
        DayOfWeek? weekly = null;
        DateOnly nominal = monday;
        for (int i = 0; i < 7; i++)
        {
            DateOnly day = monday.AddDays(i);
            if (RuleAt(product, day) is not { Weekly: { } weekday } rule)
            {
                continue;
            }

            if (IsLastOfMonth(day, rule.Monthly))
            {
                return product.Venue.Calendar.OnOrBefore(day);
            }

            if (day.DayOfWeek == weekday)
            {
                weekly = weekday;
                nominal = day;
            }
        }

        return weekly is null ? null : product.Venue.Calendar.OnOrBefore(nominal);
    }

    private static DateOnly? MonthlyOf(ProductSpec product, DateOnly firstOfMonth)
    {
        for (DateOnly day = firstOfMonth.AddMonths(1).AddDays(-1); day >= firstOfMonth; day = day.AddDays(-1))
        {
            if (RuleAt(product, day) is { } rule && IsLastOfMonth(day, rule.Monthly))
            {
                return product.Venue.Calendar.OnOrBefore(day);
            }
        }

        return null;
    }

    private static bool IsLastOfMonth(DateOnly day, DayOfWeek weekday) => day.DayOfWeek == weekday && day.AddDays(7).Month != day.Month;

    private static ExpiryRule? RuleAt(ProductSpec product, DateOnly day)
    {
        ExpiryRule? valid = null;
        foreach (ExpiryRule rule in product.ExpiryRules)
        {
            if (rule.From <= day)
            {
                valid = rule;
            }
        }

        return valid;
    }
}
