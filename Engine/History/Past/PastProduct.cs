using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>A product on its way to where it stood, without its chains' headlines. Frames come in the journal's order.</summary>
internal sealed class PastProduct
{
    private readonly long _at;
    private readonly long _own;
    private readonly long _counted;

    /// <param name="product">The product's terms.</param>
    /// <param name="snapshot">Where to begin; null for the journal's first frame.</param>
    /// <param name="at">The instant; a tick of underlying or futures that is newer ends it.</param>
    public PastProduct(ProductSpec product, MarketSnapshot? snapshot, long at)
    {
        // Nobody asks a book of the past for its bars: they are kept by themselves.
        Book = new ProductBook(product, new ProductOptions { SecondBars = 1, MinuteBars = 1 });
        _at = at;
        if (snapshot is not null)
        {
            (Tick[] quotes, double[] day) = SnapshotCodec.Decode(snapshot.State);
            Book.Restore(ProductDay.Restore(quotes, day, snapshot.ReceivedUnixMicroseconds));
            _own = snapshot.OwnThrough;
            _counted = snapshot.UnderlyingThrough;
            IsOver = _own == MarketSnapshot.NoJournal;
        }
    }

    public ProductBook Book { get; }

    public bool IsOver { get; set; }

    public long Through => Math.Min(_own, _counted);

    public void Take(in TickFrame frame)
    {
        if (IsOver || frame.Sequence <= (frame.Route.IsChain ? _counted : _own))
        {
            return;
        }

        ReadOnlySpan<Tick> ticks = frame.Ticks;
        int count = PastTicks.CountUntil(ticks, _at, Expiry.None);
        if (frame.Route.IsChain)
        {
            Book.CountChainTicks(count);
            return;
        }

        IsOver = count < ticks.Length;
        if (count > 0)
        {
            Book.Apply(ticks[..count], frame.ReceivedUnixMicroseconds);
        }
    }
}
