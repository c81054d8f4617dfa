using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>A chain on its way to where it stood: its book, and how far that has come. Frames come in the journal's order.</summary>
internal sealed class PastChain
{
    private readonly long _at;
    private readonly Expiry _expiry;
    private readonly long _own;
    private readonly long _underlying;

    /// <param name="product">The product's terms.</param>
    /// <param name="snapshot">Where to begin.</param>
    /// <param name="at">The instant; a tick of the chain, or of what it is valued by, that is newer ends it.</param>
    public PastChain(ProductSpec product, MarketSnapshot snapshot, long at)
        : this(product, snapshot.Route.Expiry, SnapshotCodec.Decode(snapshot.State).Ticks, snapshot, at)
    {
    }

    /// <param name="product">The product's terms.</param>
    /// <param name="expiry">Of a chain that has no snapshot yet.</param>
    /// <param name="quotes">Of underlying and futures.</param>
    /// <param name="from">Whose quotes they are, or the chain's own snapshot.</param>
    /// <param name="at">The instant.</param>
    public PastChain(ProductSpec product, Expiry expiry, Tick[] quotes, MarketSnapshot? from, long at)
    {
        Book = new ChainBook(product, expiry, ChainOptions.Default);
        Book.Apply(quotes, from?.ReceivedUnixMicroseconds ?? 0);
        _expiry = expiry;
        _at = at;
        _own = from?.OwnThrough ?? 0;
        _underlying = from is null ? 0 : from.Route.IsChain ? from.UnderlyingThrough : from.OwnThrough;
        IsOver = _own == MarketSnapshot.NoJournal;
    }

    public ChainBook Book { get; }

    /// <summary>Nothing that follows belongs to it any more.</summary>
    public bool IsOver { get; set; }

    /// <summary>From where the journal is needed.</summary>
    public long Through => Math.Min(_own, _underlying);

    public void Take(in TickFrame frame)
    {
        if (IsOver || frame.Sequence <= (frame.Route.IsChain ? _own : _underlying))
        {
            return;
        }

        ReadOnlySpan<Tick> ticks = frame.Ticks;
        int count = PastTicks.CountUntil(ticks, _at, _expiry);
        IsOver = count < ticks.Length;
        if (count > 0)
        {
            Book.Apply(ticks[..count], frame.ReceivedUnixMicroseconds);
        }
    }
}
