using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Gathers the ticks of one instant: one underlying tick per product, then the legs in the order they came. Every tick gets its content id.</summary>
internal sealed class SnapshotBuilder
{
    private readonly List<Tick> _ticks = [];
    private readonly List<(ProductId Product, double Spot)> _spots = [];
    private long _unixMicroseconds;

    public DateTimeOffset Time { get; private set; }

    public bool IsEmpty => _ticks.Count == 0;

    public void Begin(DateTimeOffset time)
    {
        _ticks.Clear();
        _spots.Clear();
        Time = time;
        _unixMicroseconds = Tick.MicrosecondsOf(time);
    }

    /// <summary>Adds the underlying's tick the first time its product is met; false when a later value differs from it: the snapshot is torn, the first value stands.</summary>
    public bool AddUnderlying(ProductId product, double spot)
    {
        foreach ((ProductId known, double value) in CollectionsMarshal.AsSpan(_spots))
        {
            if (known == product)
            {
                return value == spot;
            }
        }

        _ticks.Insert(_spots.Count, TickIdentity.WithContentId(new Tick
        {
            UnixMicroseconds = _unixMicroseconds,
            Product = product,
            Kind = TickKind.Underlying,
            Fields = TickFields.Last,
            Last = spot,
        }));
        _spots.Add((product, spot));
        return true;
    }

    /// <summary>Adds a leg's tick; the time is set here.</summary>
    public void AddLeg(in Tick leg) => _ticks.Add(TickIdentity.WithContentId(leg with { UnixMicroseconds = _unixMicroseconds, Kind = TickKind.Leg }));

    public RecordedBatch Build() => new(Time, [.. _ticks]);

    /// <summary>The instant of a local time of the product's venue.</summary>
    public static DateTimeOffset InstantOf(ProductSpec product, DateTime local) => new DateTimeOffset(local, product.Venue.Zone.GetUtcOffset(local)).ToUniversalTime();
}
