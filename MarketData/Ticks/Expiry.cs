using System.Globalization;

namespace TradingAnalytics.MarketData.Ticks;

/// <summary>
/// When an option series ends, written as its date in the venue's zone. The instant follows from the product's cut-off time
/// (<see cref="Products.ProductSpec.CutOff"/>). <c>default</c> is "no expiry": the underlying itself.
/// </summary>
public readonly record struct Expiry(int DayNumber) : IComparable<Expiry>
{
    public static Expiry None => default;

    public bool IsNone => DayNumber == 0;

    public DateOnly Date => DateOnly.FromDayNumber(DayNumber);

    public static Expiry On(DateOnly date) => new(date.DayNumber);

    public static Expiry On(int year, int month, int day) => new(new DateOnly(year, month, day).DayNumber);

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Expiry expiry)
    {
        bool ok = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        expiry = ok ? On(date) : None;
        return ok;
    }

    public static Expiry Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Expiry expiry) ? expiry : throw new FormatException($"'{text}' is no expiry: write it as yyyy-MM-dd.");

    public int CompareTo(Expiry other) => DayNumber.CompareTo(other.DayNumber);

    public override string ToString() => IsNone ? "" : Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
