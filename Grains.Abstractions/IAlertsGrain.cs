using Orleans.Concurrency;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>A user's alerts: his rules, which it arms where their values are made, what fired, and its delivery. Key: the user's name.</summary>
[Alias("ta.IAlertsGrain")]
public interface IAlertsGrain : IGrainWithStringKey
{
    /// <summary>The rules, by id.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<AlertStanding[]> List();

    /// <summary>Stores a rule: a new one with id 0, else in place of that with its id. It is at work when the call answers.</summary>
    [Alias("Put")]
    Task<AlertChange> Put(AlertRule rule);

    /// <summary>Takes a rule out; false when there is none.</summary>
    [Alias("Remove")]
    Task<bool> Remove(int id);

    /// <summary>Takes what rules told. Told again, it counts once.</summary>
    [Alias("Take")]
    Task Take(AlertFiring[] firings);

    /// <summary>What fired, newest first.</summary>
    [Alias("History"), AlwaysInterleave]
    Task<AlertRecord[]> History(int limit);

    /// <summary>Webhook deliveries that were given up, newest first.</summary>
    [Alias("Letters"), AlwaysInterleave]
    Task<AlertLetter[]> Letters();

    /// <summary>Makes a new secret to sign webhooks with, as text; the one before signs no more.</summary>
    [Alias("NewSecret")]
    Task<string> NewSecret();

    /// <summary>The live table of the room <c>alerts</c>.</summary>
    [Alias("Table"), AlwaysInterleave]
    Task<LiveUpdate> Table();
}
