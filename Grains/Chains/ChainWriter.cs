using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Chains;

/// <summary>One life of a chain: its book, the live table it is published to, and how far the book has come on its two routes (the chain's own and the product's).</summary>
public sealed class ChainWriter
{
    private const long Unsaved = -1;
    private readonly ChainBook _book;
    private readonly LiveTable _table;
    private RouteCursor _own;
    private RouteCursor _underlying;
    private long _applied;
    private long _published;
    private long _analysed;
    private long _saved;

    /// <param name="product">The product's terms.</param>
    /// <param name="expiry">The chain's expiry.</param>
    /// <param name="options">How it is valued.</param>
    /// <param name="epoch">The epoch of this life.</param>
    /// <param name="state">What a former life stored, or an empty state.</param>
    public ChainWriter(ProductSpec product, Expiry expiry, ChainOptions options, long epoch, ChainGrainState state)
    {
        _book = new ChainBook(product, expiry, options);
        _table = new LiveTable(ChainSchema.Table, epoch);
        _own = new RouteCursor(state.OwnThrough);
        _underlying = new RouteCursor(state.UnderlyingThrough);
        _book.Apply(MemoryMarshal.Cast<byte, Tick>(state.Ticks), state.ReceivedUnixMicroseconds);
        _applied = state.Ticks.Length == 0 ? 0 : 1;
        _saved = Unsaved;
    }

    /// <summary>Whether something was applied since the last publication.</summary>
    public bool IsDirty => _applied != _published;

    /// <summary>Whether something was applied since the last analysis.</summary>
    public bool IsUnanalysed => _applied != _analysed;

    /// <summary>Whether the state, or the epoch of this life, is not stored yet.</summary>
    public bool IsUnsaved => _applied != _saved && !IsEmpty;

    public bool IsEmpty => _applied == 0;

    /// <summary>From where the journal has to be read to miss nothing.</summary>
    public long Through => Math.Min(_own.Through, _underlying.Through);

    /// <summary>The cells as they stand, published or not.</summary>
    public ICellSource Cells => _book;

    /// <summary>Market time: the newest tick applied, in Unix microseconds; 0 before the first.</summary>
    public long MarketTime => _book.AsOfUnixMicroseconds;

    /// <summary>Applies a frame unless it is applied already or frames before it may be missing.</summary>
    public FrameVerdict Take(in TickFrame frame)
    {
        ref RouteCursor cursor = ref frame.Route.IsChain ? ref _own : ref _underlying;
        FrameVerdict verdict = cursor.Judge(in frame);
        if (verdict == FrameVerdict.Apply)
        {
            Apply(in frame, ref cursor);
        }

        return verdict;
    }

    /// <summary>Applies a frame read from the journal, where nothing is left out, unless it is applied already.</summary>
    public void TakeInOrder(in TickFrame frame)
    {
        ref RouteCursor cursor = ref frame.Route.IsChain ? ref _own : ref _underlying;
        if (frame.Sequence > cursor.Through)
        {
            Apply(in frame, ref cursor);
        }
    }

    /// <summary>The journal has been read up to the sequence: no frame before it is missing on either route.</summary>
    public void Reach(long sequence)
    {
        _own.Reach(sequence);
        _underlying.Reach(sequence);
    }

    /// <summary>What changed since the last publication as the table's next version, or null.</summary>
    public LiveUpdate? Publish()
    {
        _published = _applied;
        _book.Publish(_table);
        Headline = _book.Headline;
        return _table.Commit();
    }

    /// <summary>What follows from the book as it stands, as the next version of each table that changes by it.</summary>
    public List<(TableKind Kind, LiveUpdate Update)> Analyse(ChainAnalyst analyst)
    {
        _analysed = _applied;
        return analyst.Publish(_book);
    }

    /// <summary>The last publication in one life: the chain as it stands once its cut-off is past.</summary>
    public LiveUpdate? Expire()
    {
        _book.AdvanceTo(Tick.MicrosecondsOf(_book.Product.CutOff(_book.Expiry)));
        return Publish();
    }

    /// <summary>The table as last published.</summary>
    public LiveUpdate Snapshot() => _table.Snapshot();

    /// <summary>The headline of what was last published.</summary>
    public ChainHeadline Headline { get; private set; }

    /// <summary>The book as it stands, with how far it has come on its two routes.</summary>
    public BookState State() => new(
        new TickRoute(_book.Product.Id, _book.Expiry),
        IsEmpty ? 0 : _book.AsOfUnixMicroseconds,
        _own.Through,
        _underlying.Through,
        _book.ReceivedUnixMicroseconds,
        MemoryMarshal.AsBytes<Tick>(_book.ToTicks()).ToArray(),
        []);

    /// <summary>Writes the book into what is stored.</summary>
    public void Save(ChainGrainState state)
    {
        _saved = _applied;
        state.Epoch = _table.Epoch;
        state.OwnThrough = _own.Through;
        state.UnderlyingThrough = _underlying.Through;
        state.ReceivedUnixMicroseconds = _book.ReceivedUnixMicroseconds;
        state.Ticks = MemoryMarshal.AsBytes<Tick>(_book.ToTicks()).ToArray();
    }

    /// <summary>What <see cref="Save"/> wrote did not reach storage.</summary>
    public void SaveFailed() => _saved = Unsaved;

    private void Apply(in TickFrame frame, ref RouteCursor cursor)
    {
        cursor.Reach(frame.Sequence);
        _book.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
        _applied++;
    }
}
