using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// One day of trading at a simulated venue, from midnight to midnight in its zone. It trades at any hour; volume is U-shaped over the venue's session and thin outside it.
/// On a day on which the real venue is closed it is even.
/// </summary>
internal readonly struct DayShape
{
    private const double Thin = 0.1;
    private const double Floor = 0.6;
    private const double Smile = 1.6;
    private readonly long _openMicroseconds;
    private readonly long _closeMicroseconds;

    private DayShape(long start, long end, long open, long close)
    {
        StartMicroseconds = start;
        EndMicroseconds = end;
        _openMicroseconds = open;
        _closeMicroseconds = close;
    }

    public long StartMicroseconds { get; }

    /// <summary>Midnight: where the next day starts.</summary>
    public long EndMicroseconds { get; }

    public static DayShape Of(ProductSpec product, DateTimeOffset time)
    {
        DateOnly date = product.DateOf(time);
        long start = Instant(product, date, TimeOnly.MinValue);
        long end = Instant(product, date.AddDays(1), TimeOnly.MinValue);
        return product.Venue.Calendar.SessionOn(date) is { } session && session.Close > session.Open
            ? new DayShape(start, end, Instant(product, date, session.Open), Instant(product, date, session.Close))
            : new DayShape(start, end, start, start);
    }

    /// <summary>Trading intensity; 1.13 on average over a session.</summary>
    public double Activity(long microseconds)
    {
        if (_openMicroseconds == _closeMicroseconds)
        {
            return 1;
        }

        double x = (double)(microseconds - _openMicroseconds) / (_closeMicroseconds - _openMicroseconds);
        return x is >= 0 and <= 1 ? Floor + (Smile * ((2 * x) - 1) * ((2 * x) - 1)) : Thin;
    }

    /// <summary>Share of the day's trading done by an instant, 0 to 1.</summary>
    public double Done(long microseconds) => Accumulated(microseconds) / Accumulated(EndMicroseconds);

    private double Accumulated(long microseconds)
    {
        double elapsed = microseconds - StartMicroseconds;
        double length = _closeMicroseconds - _openMicroseconds;
        if (length == 0)
        {
            return elapsed;
        }

        double x = Math.Clamp((microseconds - _openMicroseconds) / length, 0, 1);
        double y = (2 * x) - 1;
        return (Thin * (elapsed - (x * length))) + (length * ((Floor * x) + (Smile * ((y * y * y) + 1) / 6)));
    }

    private static long Instant(ProductSpec product, DateOnly date, TimeOnly time)
    {
        DateTime local = date.ToDateTime(time);
        return Tick.MicrosecondsOf(new DateTimeOffset(local, product.Venue.Zone.GetUtcOffset(local)));
    }
}
