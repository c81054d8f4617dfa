using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.WebFront.History;

/// <summary>The venue's calendar days. Remembers the last one asked for, because bars come a day at a time.</summary>
internal sealed class VenueDay(ProductSpec product)
{
    private long _start = long.MaxValue;
    private long _end = long.MinValue;

    /// <summary>When the day that holds a second began, in Unix seconds.</summary>
    public long StartOf(long unixSeconds)
    {
        if (unixSeconds < _start || unixSeconds >= _end)
        {
            DateOnly date = product.DateOf(DateTimeOffset.FromUnixTimeSeconds(unixSeconds));
            _start = Midnight(date);
            _end = Midnight(date.AddDays(1));
        }

        return _start;
    }

    private long Midnight(DateOnly date)
    {
        DateTime local = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, product.Venue.Zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }
}
