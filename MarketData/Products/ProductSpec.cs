using TradingAnalytics.Analytics.Time;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Products;

/// <summary>The contract terms of a product's options.</summary>
public sealed record ProductSpec
{
    public required ProductId Id { get; init; }

    public required string Name { get; init; }

    public required Venue Venue { get; init; }

    public required string Currency { get; init; }

    /// <summary>Smallest price step of an option.</summary>
    public required double TickSize { get; init; }

    /// <summary>Strikes are whole multiples of it.</summary>
    public required double StrikeStep { get; init; }

    /// <summary>By first expiry they hold for, ascending.</summary>
    public required IReadOnlyList<LotSize> LotSizes { get; init; }

    /// <summary>Time of day in the venue's zone at which its options expire.</summary>
    public required TimeOnly CutOffTime { get; init; }

    public required DayCount DayCount { get; init; }

    /// <summary>Counts <see cref="DayCount.TradingTime"/>, which needs it; see <see cref="Calendars.TradingClocks"/>.</summary>
    public TradingClock? TradingClock { get; init; }

    public required Settlement Settlement { get; init; }

    /// <summary>Continuously compounded rate assumed where the market implies none.</summary>
    public required double InterestRate { get; init; }

    /// <summary>When its options expire, by the first day each rule holds for, ascending; see <see cref="ExpirySchedule"/>.</summary>
    public IReadOnlyList<ExpiryRule> ExpiryRules { get; init; } = [];

    /// <summary>Other names sources use for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The instant the expiry's options end.</summary>
    public DateTimeOffset CutOff(Expiry expiry)
    {
        DateTime local = expiry.Date.ToDateTime(CutOffTime);
        return new DateTimeOffset(local, Venue.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Time to expiry in years, to the second, by the product's day count; 0 at and after the cut-off.</summary>
    public double TimeToExpiryYears(Expiry expiry, DateTimeOffset asOf)
    {
        DateTimeOffset cutOff = CutOff(expiry);
        double seconds = Math.Max(0, Math.Floor((cutOff - asOf).TotalSeconds));
        return YearsBefore(cutOff.ToUnixTimeSeconds(), (long)seconds);
    }

    /// <summary>The years that some seconds before an instant are, by the product's day count.</summary>
    /// <exception cref="InvalidOperationException">The day count is trading time and there is no clock for it.</exception>
    public double YearsBefore(long unixSeconds, long seconds) => DayCount switch
    {
        DayCount.TradingTime => (TradingClock ?? throw new InvalidOperationException($"{Id} counts trading time and has no trading clock"))
            .YearsBetween(unixSeconds - seconds, unixSeconds),
        DayCount.Act36525 => YearFraction.Act36525(unixSeconds - seconds, unixSeconds),
        _ => YearFraction.Act365(unixSeconds - seconds, unixSeconds),
    };

    /// <summary>Units per contract of an expiry at its end.</summary>
    public int LotSizeOf(Expiry expiry) => LotSizeOf(expiry, DateOnly.MaxValue);

    /// <summary>Units per contract of an expiry on a day: long-dated contracts move to a new size later than the new ones.</summary>
    public int LotSizeOf(Expiry expiry, DateOnly day)
    {
        DateOnly date = expiry.Date;
        bool quarterly = date.Month % 3 == 0;
        int units = LotSizes[0].Units;
        foreach (LotSize lot in LotSizes)
        {
            if (lot.FromExpiry <= date && (!quarterly || lot.ExistingFrom <= day))
            {
                units = lot.Units;
            }
        }

        return units;
    }

    public bool IsOnGrid(double strike)
    {
        double steps = strike / StrikeStep;
        return strike > 0 && Math.Abs(steps - Math.Round(steps)) < 1e-6;
    }

    /// <summary>The date in the venue's zone.</summary>
    public DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Venue.Zone).DateTime);
}
