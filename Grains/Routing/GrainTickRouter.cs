using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Routing;

/// <summary>
/// Delivers frames to the product's grain and waits until they are applied. A delivery that fails may be made again as it is: what was applied the first time is passed over. Trying
/// again, and when to stop, is the ingress's to decide.
/// </summary>
public sealed class GrainTickRouter(IGrainFactory grains) : ITickRouter
{
    /// <inheritdoc/>
    public Task DeliverAsync(ProductId product, IReadOnlyList<TickFrame> frames, CancellationToken cancellationToken)
    {
        // A copy: the grain keeps the array for as long as the call takes, the caller may use its list again.
        TickFrame[] batch = [.. frames];
        return grains.GetGrain<IProductGrain>(product.ToString()).Apply(batch).WaitAsync(cancellationToken);
    }
}
