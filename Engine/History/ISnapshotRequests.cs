using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>Takes the state of a product and its chains when somebody asks, beside those that are taken by the clock.</summary>
public interface ISnapshotRequests
{
    /// <summary>Takes the state as it is and returns when it is kept: the product first, then its live chains. Empty when the product has not ticked.</summary>
    /// <exception cref="HistoryUnavailableException">It could not be kept in time.</exception>
    Task<IReadOnlyList<MarketSnapshot>> TakeAsync(ProductId product, CancellationToken cancellationToken);
}
