namespace TradingAnalytics.MarketData.Products;

/// <summary>How time to expiry is counted in years.</summary>
public enum DayCount : byte
{
    /// <summary>Elapsed time over 365 days.</summary>
    Act365 = 0,

    /// <summary>Elapsed time over 365.25 days.</summary>
    Act36525 = 1,

    /// <summary>Sessions of the venue's calendar over those of a year, spread within the day by <see cref="Analytics.Time.TradingTimeRule"/>.</summary>
    TradingTime = 2,
}
