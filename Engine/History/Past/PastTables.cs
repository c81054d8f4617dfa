using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>Tables of the past from the store and this process's journal.</summary>
/// <param name="store">Holds the snapshots.</param>
/// <param name="journal">Holds what came after them; null when there is none.</param>
/// <param name="catalogue">Products that can be asked for.</param>
/// <param name="options">How chains are treated.</param>
public sealed class PastTables(IHistoryStore store, ITickJournal? journal, ProductCatalogue catalogue, PastOptions options) : IPastTables
{
    public async Task<PastAnswer> TableAsync(TableKind kind, ProductId product, Expiry? expiry, long atUnixMicroseconds, CancellationToken cancellationToken)
    {
        ProductSpec spec = catalogue.Find(product) ?? throw new ArgumentException($"There is no product {product}.", nameof(product));
        var firstExpiry = Expiry.On(spec.DateOf(DateTimeOffset.UnixEpoch.AddTicks(atUnixMicroseconds * TimeSpan.TicksPerMicrosecond) - options.RetireAfter));
        IReadOnlyList<MarketSnapshot> snapshots = await store.SnapshotsAsync(product, firstExpiry, atUnixMicroseconds, cancellationToken);
        return await Task.Run(() => Answer(kind, spec, expiry, snapshots, atUnixMicroseconds, cancellationToken), cancellationToken);
    }

    private PastAnswer Answer(TableKind kind, ProductSpec product, Expiry? expiry, IReadOnlyList<MarketSnapshot> snapshots, long at, CancellationToken cancellationToken)
    {
        bool ofChain = kind is TableKind.Chain or TableKind.Smile || expiry is not null;
        Expiry wanted = expiry ?? Expiry.None;
        if (ofChain && expiry is null)
        {
            wanted = snapshots.Where(snapshot => snapshot.Route.IsChain).Select(snapshot => snapshot.Route.Expiry).Where(held => IsLive(product, held, at)).FirstOrDefault();
        }

        var market = PastMarket.Find(product, snapshots, journal, ofChain && !wanted.IsNone ? wanted : null, at, options, cancellationToken);
        if (ofChain && wanted.IsNone)
        {
            wanted = market.Expiries.FirstOrDefault(held => IsLive(product, held, at));
        }

        LiveUpdate? table = ofChain && wanted.IsNone ? null : market.Table(kind, wanted);
        Expiry[] expiries = [.. snapshots.Where(snapshot => snapshot.Route.IsChain).Select(snapshot => snapshot.Route.Expiry).Union(market.Expiries).Order()];
        return new PastAnswer(table, wanted, expiries);
    }

    /// <summary>The nearest chain by default is one whose options still were.</summary>
    private static bool IsLive(ProductSpec product, Expiry expiry, long at) => Tick.MicrosecondsOf(product.CutOff(expiry)) > at;
}
