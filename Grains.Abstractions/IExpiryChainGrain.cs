using Orleans.Concurrency;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>One expiry's chain: its legs, their analytics and its sums. Key: product and expiry, <c>NIFTY/2026-08-25</c>.</summary>
[Alias("ta.IExpiryChainGrain")]
public interface IExpiryChainGrain : IGrainWithStringKey
{
    /// <summary>Applies its own frames and the product's underlying ones, each once however often delivered. Completes when they are applied.</summary>
    [Alias("Apply")]
    Task Apply([Immutable] TickFrame[] frames);

    /// <summary>The chain's live table as last published; sequence 0 and no rows for a chain that never had a tick.</summary>
    [Alias("Snapshot"), AlwaysInterleave]
    Task<LiveUpdate> Snapshot();

    /// <summary>One of the chain's live tables as last published, as <see cref="Snapshot"/> gives the first of them; sequence 0 while it was not.</summary>
    [Alias("Table"), AlwaysInterleave]
    Task<LiveUpdate> Table(TableKind kind);

    /// <summary>The chain's state as it stands, for whoever keeps history.</summary>
    [Alias("State"), AlwaysInterleave]
    Task<BookState> State();

    /// <summary>Tells the product the chain's headline and analytics as last published, for one that has just been activated.</summary>
    [Alias("Announce")]
    Task Announce();

    /// <summary>The product's word that the expiry is over: publishes the chain as expired, takes it out of the directory and clears what is stored of it.</summary>
    [Alias("Retire")]
    Task Retire();

    /// <summary>Replaces a user's alert rules on what this grain writes; false when it watches as many as it may. Stored when it answers.</summary>
    [Alias("Arm")]
    Task<bool> Arm(string owner, AlertRule[] rules);
}
