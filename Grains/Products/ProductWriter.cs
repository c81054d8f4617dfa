using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <summary>One life of a product: its book, the live table it is published to, and how far the book has come in the journal.</summary>
public sealed class ProductWriter
{
    private readonly ProductBook _book;
    private LiveTable _table;
    private LiveTable? _present;
    private readonly Dictionary<Expiry, long> _counted = [];
    private RouteCursor _own;
    private long _countedThrough;
    private bool _unsaved = true;

    /// <param name="product">The product's terms.</param>
    /// <param name="epoch">The epoch of this life.</param>
    /// <param name="state">What a former life stored, or an empty state.</param>
    public ProductWriter(ProductSpec product, long epoch, ProductGrainState state)
    {
        _book = new ProductBook(product);
        _book.Restore(state.Book());
        _table = new LiveTable(ProductSchema.Table, epoch);
        _own = new RouteCursor(state.Through);
        _countedThrough = state.CountedThrough;
        MarketTime = _book.AsOfUnixMicroseconds;
        ReceivedUnixMicroseconds = _book.ReceivedUnixMicroseconds;
        IsDirty = state.Ticks > 0;
    }

    /// <summary>Whether something changed since the last publication.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether there is something to store that is not stored.</summary>
    public bool IsUnsaved => _unsaved && _book.Ticks > 0;

    /// <summary>From where the journal has to be read to miss nothing of the product's own and to count every tick of its chains, as far as is known.</summary>
    public long Through => Math.Min(_own.Through, Counted);

    /// <summary>The newest frame of a chain that is counted.</summary>
    private long Counted => Math.Max(_countedThrough, _counted.Count == 0 ? 0 : _counted.Values.Max());

    /// <summary>The newest tick seen of the product or any chain of it, in Unix microseconds.</summary>
    public long MarketTime { get; private set; }

    /// <summary>When ingress took the newest tick of the product or any chain of it.</summary>
    public long ReceivedUnixMicroseconds { get; private set; }

    /// <summary>Applies an own frame unless it is applied already or frames before it may be missing.</summary>
    public FrameVerdict Take(in TickFrame frame)
    {
        FrameVerdict verdict = _own.Judge(in frame);
        if (verdict == FrameVerdict.Apply)
        {
            Apply(in frame);
        }

        return verdict;
    }

    /// <summary>Counts a chain's frame, once, unless frames of the same chain before it may be missing.</summary>
    public FrameVerdict Count(in TickFrame frame)
    {
        long through = CountedOf(frame.Route);
        if (frame.Sequence <= through)
        {
            return FrameVerdict.PassOver;
        }

        if (frame.Previous > through)
        {
            return FrameVerdict.Gap;
        }

        _counted[frame.Route.Expiry] = frame.Sequence;
        _book.CountChainTicks(frame.Count);
        Touch(in frame);
        return FrameVerdict.Apply;
    }

    /// <summary>From where the journal has to be read before a frame that shows a gap: up to there nothing of its route, nor of the product's own, is missing.</summary>
    public long ThroughBefore(in TickFrame frame) => frame.Route.IsChain ? Math.Min(_own.Through, CountedOf(frame.Route)) : _own.Through;

    /// <summary>Applies an own frame, or counts a chain's, read from the journal, unless that is done already. Of a chain that misses frames from before the reading it waits for the chain's next.</summary>
    public void TakeInOrder(in TickFrame frame)
    {
        if (frame.Route.IsChain)
        {
            Count(in frame);
        }
        else if (frame.Sequence > _own.Through)
        {
            Apply(in frame);
        }
    }

    /// <summary>The journal has been read from one sequence to another: no frame between is missing.</summary>
    public void Reach(long from, long through)
    {
        _own.Reach(through);
        foreach ((Expiry expiry, long counted) in _counted)
        {
            if (counted >= from)
            {
                _counted[expiry] = Math.Max(counted, through);
            }
        }

        if (_countedThrough >= from)
        {
            _countedThrough = Math.Max(_countedThrough, through);
        }
    }

    public void Take(in ChainHeadline headline)
    {
        _book.Update(in headline);
        IsDirty = _unsaved = true;
    }

    /// <summary>Takes an expiry out. Rows never leave a table, so the table begins anew, under a new epoch.</summary>
    public void Forget(Expiry expiry, long epoch)
    {
        _book.Forget(expiry);
        _present = null;
        _table = new LiveTable(ProductSchema.Table, epoch);
        IsDirty = _unsaved = true;
    }

    public long Epoch => _table.Epoch;

    /// <summary>What changed since the last publication as the table's next version, or null.</summary>
    public LiveUpdate? Publish()
    {
        IsDirty = false;
        _book.Publish(_table);
        return _table.Commit();
    }

    /// <summary>The cells as they stand, published or not.</summary>
    public ICellSource Present()
    {
        _present ??= new LiveTable(ProductSchema.Table, 0);
        _book.Publish(_present);
        return _present;
    }

    /// <summary>The table as last published.</summary>
    public LiveUpdate Snapshot() => _table.Snapshot();

    public Bar[] Bars(BarInterval interval, long fromUnixSeconds, long toUnixSeconds) => _book.Bars(interval, fromUnixSeconds, toUnixSeconds);

    /// <summary>The book as it stands, with how far it has come in the journal.</summary>
    public BookState State() => new(
        new TickRoute(_book.Product.Id, Expiry.None),
        _book.AsOfUnixMicroseconds == 0 ? 0 : Math.Max(MarketTime, _book.AsOfUnixMicroseconds),
        _own.Through,
        Counted,
        _book.ReceivedUnixMicroseconds,
        MemoryMarshal.AsBytes<Tick>(_book.Quotes()).ToArray(),
        ProductDay.Of(_book));

    /// <summary>Writes the book into what is stored.</summary>
    public void Save(ProductGrainState state)
    {
        _unsaved = false;
        state.Epoch = _table.Epoch;
        state.Through = _own.Through;
        state.CountedThrough = Counted;
        state.Take(_book.Save());
    }

    /// <summary>What <see cref="Save"/> wrote did not reach storage.</summary>
    public void SaveFailed() => _unsaved = true;

    private long CountedOf(TickRoute chain) => Math.Max(_countedThrough, _counted.GetValueOrDefault(chain.Expiry));

    private void Apply(in TickFrame frame)
    {
        _own.Reach(frame.Sequence);
        _book.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
        Touch(in frame);
    }

    private void Touch(in TickFrame frame)
    {
        IsDirty = _unsaved = true;
        ReceivedUnixMicroseconds = Math.Max(ReceivedUnixMicroseconds, frame.ReceivedUnixMicroseconds);
        if (frame.Count > 0)
        {
            MarketTime = Math.Max(MarketTime, frame.Ticks[^1].UnixMicroseconds);
        }
    }
}
