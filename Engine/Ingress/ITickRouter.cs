using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>Brings journalled frames to the books of a product. Completing means applied: the wait is the back-pressure.</summary>
public interface ITickRouter
{
    /// <param name="product">The product of every frame.</param>
    /// <param name="frames">In journal order; the product's own and its chains' mixed. The list is the caller's again when the task ends, the payloads are not reused.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task DeliverAsync(ProductId product, IReadOnlyList<TickFrame> frames, CancellationToken cancellationToken);
}
