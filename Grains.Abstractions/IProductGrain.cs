using Orleans.Concurrency;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>A product's live state: spot, futures, bars and the headline of each expiry. Key: the product, <c>NIFTY</c>.</summary>
[Alias("ta.IProductGrain")]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>
    /// Applies frames of the product in journal order: its own to its book, and each chain's to that chain (underlying frames go to every live chain). A frame already applied
    /// is passed over. Completes when all of them are applied.
    /// </summary>
    [Alias("Apply")]
    Task Apply([Immutable] TickFrame[] frames);

    /// <summary>Takes a chain's headline, which the chain sends whenever it has published. Nobody waits for it.</summary>
    [Alias("Headline"), OneWay, AlwaysInterleave]
    Task Headline(ChainHeadline headline);

    /// <summary>The product's live table as last published.</summary>
    [Alias("Snapshot"), AlwaysInterleave]
    Task<LiveUpdate> Snapshot();

    /// <summary>The product's state as it stands, without bars and headlines, for whoever keeps history.</summary>
    [Alias("State"), AlwaysInterleave]
    Task<BookState> State();

    /// <summary>Bars that start in [from, to), oldest first.</summary>
    [Alias("Bars"), AlwaysInterleave]
    Task<Bar[]> Bars(BarInterval interval, long fromUnixSeconds, long toUnixSeconds);

    /// <summary>Replaces a user's alert rules on what this grain writes; false when it watches as many as it may. Stored when it answers.</summary>
    [Alias("Arm")]
    Task<bool> Arm(string owner, AlertRule[] rules);

    /// <summary>
    /// Retires the chains that are over by the product's own market time; when nothing came for the product for <c>Grains:AbandonedAfter</c>, by the market time given, if that is later. A product
    /// that is being replayed is at a time of its own, and is not judged by others'.
    /// </summary>
    [Alias("Tidy")]
    Task<ProductTidied> Tidy(long marketUnixMicroseconds);
}
