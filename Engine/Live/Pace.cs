namespace TradingAnalytics.Engine.Live;

/// <summary>
/// When what goes out once an interval is due again: each time costs an interval of its share, what it did not use is kept for two intervals, and two times are never closer than half an interval. So what changes
/// once an interval, with whatever jitter, goes out as it changes; what changes oftener goes out once an interval; and what changes seldom never waits for more than half of one.
/// </summary>
public static class Pace
{
    private const int Kept = 2;

    /// <param name="share">Until when it has had its share; 0 at first.</param>
    /// <param name="now">When it goes out.</param>
    /// <param name="interval">In the unit of the others, as are the answers.</param>
    public static (long Share, long DueAt) Next(long share, long now, long interval) => Next(share, now, interval, Kept);

    /// <summary>
    /// The same for whoever passes on what itself goes out by this rule: he keeps an interval more than the giver. With no more, a giver that has used up its share would leave him none, and everything after
    /// would go out as late as what came latest.
    /// </summary>
    /// <inheritdoc cref="Next(long, long, long)"/>
    public static (long Share, long DueAt) NextPassedOn(long share, long now, long interval) => Next(share, now, interval, Kept + 1);

    private static (long Share, long DueAt) Next(long share, long now, long interval, int kept)
    {
        long had = Math.Max(share, now - (kept * interval)) + interval;
        return (had, Math.Max(had, now + (interval / 2)));
    }
}
