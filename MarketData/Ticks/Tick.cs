using System.Runtime.InteropServices;
using TradingAnalytics.Analytics;

namespace TradingAnalytics.MarketData.Ticks;

/// <summary>
/// One update of an underlying, a future or a leg: the one layout every feed produces, the journal stores and the books read. Flat and blittable (96 bytes,
/// little-endian), so a batch of ticks is its own encoding.
/// <para>
/// A tick carries the fields named in <see cref="Fields"/>; the others keep the value they had. In a carried price field 0 means "none" (no bid, never traded);
/// feeds translate their own way of saying so. Volume and open interest are in units of the underlying (contracts × lot size).
/// </para>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = 96)]
public readonly record struct Tick
{
    public const int Size = 96;

    /// <summary>Identity for deduplication, unique per product within an hour. Feeds without ids of their own use <see cref="TickIdentity"/>.</summary>
    public ulong Id { get; init; }

    /// <summary>When the market says it happened: microseconds since 1970-01-01T00:00:00Z.</summary>
    public long UnixMicroseconds { get; init; }

    public ProductId Product { get; init; }

    /// <summary>Strike of a leg; 0 for an underlying or a future.</summary>
    public double Strike { get; init; }

    public double Last { get; init; }

    public double Bid { get; init; }

    public double Ask { get; init; }

    /// <summary>Traded since the start of the day.</summary>
    public double Volume { get; init; }

    public double OpenInterest { get; init; }

    /// <summary>Open interest less that of the previous day's close.</summary>
    public double OpenInterestChange { get; init; }

    /// <summary>Expiry of a leg or a future; none for an underlying.</summary>
    public Expiry Expiry { get; init; }

    public TickFields Fields { get; init; }

    public TickKind Kind { get; init; }

    public OptionRight Right { get; init; }

    public bool Has(TickFields fields) => (Fields & fields) == fields;

    public TickRoute Route => new(Product, Kind == TickKind.Leg ? Expiry : Expiry.None);

    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(UnixMicroseconds * TimeSpan.TicksPerMicrosecond);

    public static long MicrosecondsOf(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
