using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Feeds;

namespace TradingAnalytics.Grains.Market;

/// <summary>What this silo knows of who holds the market: runs the feed and takes ticks in.</summary>
public interface IMarketSeat
{
    /// <summary>The ingress, while this silo holds the market; null while it does not.</summary>
    ITickSink? Ingress { get; }

    /// <summary>The silo that holds the market as far as is known here; null while none does.</summary>
    SiloAddress? Holder { get; }

    /// <summary>The market as this silo holds it, or who does.</summary>
    MarketReport Report();
}
