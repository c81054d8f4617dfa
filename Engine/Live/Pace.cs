namespace TradingAnalytics.Engine.Live;

/// <summary>
/// When what goes out once an interval is due again: each time costs an interval of its share, what it did not use is kept for two intervals, and two times are never closer than half an interval. So what changes
/// once an interval, with whatever jitter, goes out as it changes; what changes oftener goes out once an interval; and what changes seldom never waits for more than half of one.
/// </summary>
public static class Pace
{
    /// <param name="share">Until when it has had its share; 0 at first.</param>
    /// <param name="now">When it goes out.</param>
    /// <param name="interval">In the unit of the others, as are the answers.</param>
    public static (long Share, long DueAt) Next(long share, long now, long interval)
    {
        long had = Math.Max(share, now - (2 * interval)) + interval;
        return (had, Math.Max(had, now + (interval / 2)));
    }
}
