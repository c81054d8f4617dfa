using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Products;

/// <summary>The newest quote of an underlying or a future. NaN is "none".</summary>
internal sealed class UnderlyingQuote
{
    public double Last { get; private set; } = double.NaN;

    public double Bid { get; private set; } = double.NaN;

    public double Ask { get; private set; } = double.NaN;

    /// <summary>Unix microseconds; 0 before the first tick.</summary>
    public long Updated { get; private set; }

    /// <summary>The last price, else the middle of a two-sided quote: an index has only a last, and of a future the last is what venues settle and show by.</summary>
    public double Price => double.IsNaN(Last) ? (Bid + Ask) / 2 : Last;

    /// <summary>False when the tick is older than what is held.</summary>
    public bool Apply(in Tick tick)
    {
        if (tick.UnixMicroseconds < Updated)
        {
            return false;
        }

        Updated = tick.UnixMicroseconds;
        Last = tick.Has(TickFields.Last) ? PriceOrNone(tick.Last) : Last;
        Bid = tick.Has(TickFields.Bid) ? PriceOrNone(tick.Bid) : Bid;
        Ask = tick.Has(TickFields.Ask) ? PriceOrNone(tick.Ask) : Ask;
        return true;
    }

    /// <summary>The state as one tick of the given kind.</summary>
    public Tick ToTick(ProductId product, TickKind kind, Expiry expiry) => new()
    {
        Product = product,
        Kind = kind,
        Expiry = expiry,
        UnixMicroseconds = Updated,
        Fields = TickFields.Last | TickFields.Quote,
        Last = OrZero(Last),
        Bid = OrZero(Bid),
        Ask = OrZero(Ask),
    };

    private static double PriceOrNone(double price) => price > 0 ? price : double.NaN;

    private static double OrZero(double price) => double.IsNaN(price) ? 0 : price;
}
