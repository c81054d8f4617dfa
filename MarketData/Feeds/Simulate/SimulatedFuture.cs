using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>An index future of one monthly expiry.</summary>
internal sealed class SimulatedFuture(Expiry expiry, long cutOffMicroseconds, int lotSize)
{
    public Expiry Expiry { get; } = expiry;

    public long CutOffMicroseconds { get; } = cutOffMicroseconds;

    public int LotSize { get; } = lotSize;

    public SimulatedContract Contract;
}
