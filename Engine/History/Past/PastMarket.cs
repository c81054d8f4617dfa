using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>
/// A product and its chains as they stood at an instant of market time: each book holds, in the journal's order, all that came before the first tick of its own that is newer. Made of the nearest snapshots
/// and the journal's frames behind them; because everything shown is a pure function of a book's state, its tables are those that were published then, to the bit.
/// </summary>
public sealed class PastMarket
{
    private readonly ProductSpec _product;
    private readonly VolatilityIndexOptions _index;
    private readonly long _at;
    private readonly long _live;
    private readonly SortedList<Expiry, PastChain> _chains = [];
    private readonly PastProduct _own;

    private PastMarket(ProductSpec product, VolatilityIndexOptions index, TimeSpan retireAfter, MarketSnapshot? own, long at)
    {
        _product = product;
        _index = index;
        _at = at;
        _live = at - (long)retireAfter.TotalMicroseconds;
        _own = new PastProduct(product, own, at);
    }

    /// <summary>The chains that were live, nearest first.</summary>
    public IReadOnlyList<Expiry> Expiries => [.. Known.Select(chain => chain.Book.Expiry)];

    /// <param name="product">The product's terms.</param>
    /// <param name="snapshots">The newest at or before the instant.</param>
    /// <param name="journal">What came after them; null when there is none to read.</param>
    /// <param name="only">The one chain wanted; null for the product with all of them.</param>
    /// <param name="at">The instant, Unix microseconds of market time.</param>
    /// <param name="options">How the product's chains are treated.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static PastMarket Find(
        ProductSpec product, IReadOnlyList<MarketSnapshot> snapshots, ITickJournal? journal, Expiry? only, long at, PastOptions options, CancellationToken cancellationToken)
    {
        MarketSnapshot? own = snapshots.FirstOrDefault(snapshot => !snapshot.Route.IsChain);
        var market = new PastMarket(product, options.IndexOf(product.Id), options.RetireAfter, own, at);
        foreach (MarketSnapshot snapshot in snapshots)
        {
            if (snapshot.Route.IsChain && (only is null || only == snapshot.Route.Expiry) && market.IsLive(snapshot.Route.Expiry))
            {
                market._chains.Add(snapshot.Route.Expiry, new PastChain(product, snapshot, at));
            }
        }

        if (journal is not null)
        {
            market.ReadOn(journal, own, only, cancellationToken);
        }

        return market;
    }

    /// <summary>A table as it stood; null where it had nothing to show.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="expiry">Of which chain; none for the product's.</param>
    public LiveUpdate? Table(TableKind kind, Expiry expiry)
    {
        if (!expiry.IsNone)
        {
            return _chains.TryGetValue(expiry, out PastChain? chain) && chain.Book.LegCount > 0 ? ChainTable(kind, chain.Book) : null;
        }

        return _own.Book.AsOfUnixMicroseconds == 0 ? null : kind == TableKind.Product ? ProductTable() : AnalyticsTable(kind);
    }

    private LiveUpdate ChainTable(TableKind kind, ChainBook book)
    {
        if (kind == TableKind.Chain)
        {
            var table = new LiveTable(ChainSchema.Table, book.AsOfUnixMicroseconds);
            book.Publish(table);
            return Whole(table);
        }

        var analysis = new ChainAnalysis(_product, book.Expiry, _index);
        book.Analyse(analysis);
        var tables = new TableGroup(book.AsOfUnixMicroseconds, ChainAnalysis.Tables);
        analysis.Publish(tables);
        tables.Commit();
        return tables.Snapshot(kind);
    }

    private LiveUpdate ProductTable()
    {
        foreach (PastChain chain in Known)
        {
            _own.Book.Update(chain.Book.Headline);
        }

        var table = new LiveTable(ProductSchema.Table, _own.Book.AsOfUnixMicroseconds);
        _own.Book.Publish(table);
        return Whole(table);
    }

    private LiveUpdate AnalyticsTable(TableKind kind)
    {
        var product = new ProductAnalysis(_product, _index);
        foreach (PastChain chain in Known)
        {
            var analysis = new ChainAnalysis(_product, chain.Book.Expiry, _index);
            chain.Book.Analyse(analysis);
            product.Take(analysis.Result!);
        }

        var tables = new TableGroup(_own.Book.AsOfUnixMicroseconds, ProductAnalysis.Tables);
        product.Publish(tables);
        tables.Commit();
        return tables.Snapshot(kind);
    }

    private IEnumerable<PastChain> Known => _chains.Values.Where(chain => chain.Book.LegCount > 0);

    private static LiveUpdate Whole(LiveTable table)
    {
        table.Commit();
        return table.Snapshot();
    }

    private bool IsLive(Expiry expiry) => Tick.MicrosecondsOf(_product.CutOff(expiry)) > _live;

    private void ReadOn(ITickJournal journal, MarketSnapshot? own, Expiry? only, CancellationToken cancellationToken)
    {
        long first = journal.FirstSequence;
        long after = only is null && !_own.IsOver ? _own.Through : long.MaxValue;
        if (only is { } one && _chains.Count == 0 && IsLive(one))
        {
            _chains.Add(one, NewChain(one, own));
        }

        foreach (PastChain chain in _chains.Values)
        {
            // Frames between it and the oldest kept are gone: it stays where its snapshot left it.
            chain.IsOver |= chain.Through + 1 < first && chain.Book.AsOfUnixMicroseconds > 0;
            after = chain.IsOver ? after : Math.Min(after, chain.Through);
        }

        _own.IsOver |= (_own.Through + 1 < first && own is not null) || only is not null;
        if (after == long.MaxValue)
        {
            return;
        }

        foreach (TickFrame frame in journal.Read(after, route => route.Product == _product.Id && (only is null || !route.IsChain || route.Expiry == only)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(in frame, only);
            if (_own.IsOver && _chains.Values.All(chain => chain.IsOver))
            {
                break;
            }
        }
    }

    private void Take(in TickFrame frame, Expiry? only)
    {
        _own.Take(in frame);
        if (!frame.Route.IsChain)
        {
            foreach (PastChain chain in _chains.Values)
            {
                chain.Take(in frame);
            }

            return;
        }

        Expiry expiry = frame.Route.Expiry;
        if (!_chains.TryGetValue(expiry, out PastChain? its))
        {
            if (only is not null || _own.IsOver || !IsLive(expiry))
            {
                return;
            }

            // A chain that first came after the snapshots: what it is valued by is what the product shows now.
            its = new PastChain(_product, expiry, _own.Book.Quotes(), null, _at);
            _chains.Add(expiry, its);
        }

        its.Take(in frame);
    }

    private PastChain NewChain(Expiry expiry, MarketSnapshot? own) =>
        own is null ? new PastChain(_product, expiry, [], null, _at) : new PastChain(_product, expiry, SnapshotCodec.Decode(own.State).Ticks, own, _at);
}
