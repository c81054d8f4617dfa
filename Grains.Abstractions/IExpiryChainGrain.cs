using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>One expiry's chain: its legs, their analytics and its sums. Key: product and expiry, <c>NIFTY/2026-08-25</c>.</summary>
[Alias("ta.IExpiryChainGrain")]
public interface IExpiryChainGrain : IGrainWithStringKey
{
    /// <summary>Applies its own frames and the product's underlying ones, each once however often delivered, and answers with its headline as last published.</summary>
    [Alias("Apply")]
    Task<ChainHeadline> Apply(TickFrame[] frames);

    /// <summary>The chain's live table as last published.</summary>
    [Alias("Snapshot")]
    Task<LiveUpdate> Snapshot();
}
