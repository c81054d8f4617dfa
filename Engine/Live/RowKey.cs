using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// Identifies a row of a live table: the header (one per table), a leg (strike and right), a strike or an expiry. Packed into a long so that updates are arrays of plain numbers.
/// Rows order header first, then by strike (call before put) or by date.
/// </summary>
public readonly record struct RowKey(long Value) : IComparable<RowKey>
{
    private const double StrikeScale = 10_000;

    public static RowKey Header => new(long.MinValue);

    public static RowKey Leg(double strike, OptionRight right) => new(((long)Math.Round(strike * StrikeScale) << 1) | (long)right);

    public static RowKey ForStrike(double strike) => Leg(strike, OptionRight.Call);

    public static RowKey ForExpiry(Expiry expiry) => new(expiry.DayNumber);

    public static RowKey ForNumber(long number) => new(number);

    public bool IsHeader => Value == long.MinValue;

    public double Strike => (Value >> 1) / StrikeScale;

    public OptionRight Right => (OptionRight)(Value & 1);

    public Expiry Expiry => new((int)Value);

    public override string ToString() => IsHeader ? "header" : Value.ToString(CultureInfo.InvariantCulture);

    public int CompareTo(RowKey other) => Value.CompareTo(other.Value);
}
