namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>How a product's volatility index is made.</summary>
public sealed record VolatilityIndexOptions
{
    public static VolatilityIndexOptions Default { get; } = new();

    public IndexMethod Method { get; init; } = IndexMethod.Cboe;

    /// <summary>The index's term in calendar days.</summary>
    public double TargetDays { get; init; } = 30;

    /// <summary>
    /// A term nearer than this many days is not used: in an option's last days its price says little about a month. Seven as Cboe's before weekly options; with an expiry every week the two
    /// terms around 30 days never come near it. By India's method the near month rolls by trading days instead.
    /// </summary>
    public double NearTermMinimumDays { get; init; } = 7;

    /// <summary>India: with fewer trading days than this to its expiry (the expiry day counts, today does not) the near month is passed over.</summary>
    public int RollTradingDays { get; init; } = 3;

    /// <summary>Only expiries on this weekday, as Cboe takes Fridays; null for any.</summary>
    public DayOfWeek? ExpiryDay { get; init; }

    /// <summary>R, continuously compounded, per year; null for the product's (0 for one settled in coin). Both methods take a published money-market rate, not the one quotes imply.</summary>
    public double? Rate { get; init; }
}
