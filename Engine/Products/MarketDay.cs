using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Engine.Products;

/// <summary>Tells whether two instants fall on one date in a venue's zone. Remembers the last day asked for: ticks come a day at a time and a zone conversion costs more than a tick may.</summary>
internal sealed class MarketDay(ProductSpec product)
{
    private const long MicrosecondsPerDay = 86_400_000_000;
    private long _start = long.MaxValue;
    private long _end = long.MinValue;

    /// <summary>Instants in Unix microseconds.</summary>
    public bool AreSame(long earlier, long later)
    {
        Find(later);
        return earlier >= _start && earlier < _end;
    }

    /// <summary>When the day that holds an instant began, in Unix microseconds.</summary>
    public long StartOf(long unixMicroseconds)
    {
        Find(unixMicroseconds);
        return _start;
    }

    private void Find(long unixMicroseconds)
    {
        if (unixMicroseconds >= _start && unixMicroseconds < _end)
        {
            return;
        }

        DateTimeOffset local = TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond), product.Venue.Zone);
        _start = unixMicroseconds - (local.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond);
        // A day on which the clocks change is 23 or 25 hours long; an hour at its edge then counts with the neighbour, by the same rule every time.
        _end = _start + MicrosecondsPerDay;
    }
}
