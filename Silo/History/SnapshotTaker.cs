using System.Runtime.InteropServices;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>Takes the state of a product and of its chains. Each says for itself how far in the journal it has come, so they need not be of one moment.</summary>
public sealed class SnapshotTaker(IGrainFactory grains, ProductCatalogue catalogue)
{
    /// <summary>The product first: a chain that it knows nothing of yet has no frame before the product's state.</summary>
    public async Task<List<MarketSnapshot>> TakeAsync(ProductId product, IReadOnlyList<Expiry> expiries, CancellationToken cancellationToken)
    {
        ProductSpec spec = catalogue.Find(product)!;
        var snapshots = new List<MarketSnapshot>(expiries.Count + 1);
        Add(snapshots, spec, await grains.GetGrain<IProductGrain>(product.ToString()).State().WaitAsync(cancellationToken));
        foreach (Expiry expiry in expiries)
        {
            Add(snapshots, spec, await grains.GetGrain<IExpiryChainGrain>(new TickRoute(product, expiry).ToString()).State().WaitAsync(cancellationToken));
        }

        return snapshots;
    }

    private static void Add(List<MarketSnapshot> snapshots, ProductSpec product, BookState state)
    {
        if (state.AsOfUnixMicroseconds > 0)
        {
            snapshots.Add(new MarketSnapshot(
                state.Route,
                state.AsOfUnixMicroseconds,
                product.DateOf(DateTimeOffset.UnixEpoch.AddTicks(state.AsOfUnixMicroseconds * TimeSpan.TicksPerMicrosecond)).DayNumber,
                state.OwnThrough,
                state.UnderlyingThrough,
                state.ReceivedUnixMicroseconds,
                SnapshotCodec.Encode(MemoryMarshal.Cast<byte, Tick>(state.Ticks), state.Day)));
        }
    }
}
