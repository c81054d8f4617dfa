using TradingAnalytics.Engine.History;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>Snapshots on demand, kept in the store this process answers from, by the writer it has for it.</summary>
internal sealed class SnapshotRequests(SnapshotTaker snapshots, HistoryWriter writer, IGrainFactory grains, TimeProvider time) : ISnapshotRequests
{
    /// <summary>How long one who asks waits for the disk.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<MarketSnapshot>> TakeAsync(ProductId product, CancellationToken cancellationToken)
    {
        TickRoute[] live = await grains.GetGrain<IDirectoryGrain>(0).Routes().WaitAsync(cancellationToken);
        Expiry[] expiries = [.. live.Where(route => route.IsChain && route.Product == product).Select(route => route.Expiry).Order()];
        List<MarketSnapshot> taken = await snapshots.TakeAsync(product, expiries, cancellationToken);
        if (taken.Count > 0)
        {
            try
            {
                await writer.WriteAsync(new HistoryBatch([], [], taken), cancellationToken).WaitAsync(s_patience, time, cancellationToken);
            }
            catch (TimeoutException late)
            {
                throw new HistoryUnavailableException($"The snapshot of {product} waits for the store, which did not take it within {s_patience.TotalSeconds:0} s: it is kept when the store follows again.", late);
            }
        }

        return taken;
    }
}
