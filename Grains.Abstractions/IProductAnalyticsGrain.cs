using Orleans.Concurrency;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>
/// What a product's chains come to together: its surface, exposures and volatility index. Apart from the product's own grain, which every tick passes, so that none waits for a fit.
/// Key: the product, <c>NIFTY</c>.
/// </summary>
[Alias("ta.IProductAnalyticsGrain")]
public interface IProductAnalyticsGrain : IGrainWithStringKey
{
    /// <summary>Takes a chain's analytics, which the chain sends whenever it has made them anew. Nobody waits for it.</summary>
    [Alias("Take"), OneWay, AlwaysInterleave]
    Task Take(ChainAnalytics chain);

    /// <summary>Takes out an expiry that is over.</summary>
    [Alias("Forget")]
    Task Forget(Expiry expiry);

    /// <summary>One of its live tables as last published; sequence 0 while it was not.</summary>
    [Alias("Table"), AlwaysInterleave]
    Task<LiveUpdate> Table(TableKind kind);

    /// <summary>Replaces a user's alert rules on what this grain writes; false when it watches as many as it may. Stored when it answers.</summary>
    [Alias("Arm")]
    Task<bool> Arm(string owner, AlertRule[] rules);
}
