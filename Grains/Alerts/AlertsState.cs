using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>What a user's alerts grain stores.</summary>
[GenerateSerializer, Alias("ta.AlertsState")]
public sealed class AlertsState
{
    [Id(0)]
    public long Epoch { get; set; }

    [Id(1)]
    public int LastId { get; set; }

    /// <summary>Rules by id.</summary>
    [Id(2)]
    public List<AlertStanding> Rules { get; set; } = [];

    /// <summary>Firings so far.</summary>
    [Id(3)]
    public long Fired { get; set; }

    /// <summary>The newest of them, oldest first.</summary>
    [Id(4)]
    public List<AlertRecord> History { get; set; } = [];

    /// <summary>Firings a webhook has still to be told.</summary>
    [Id(5)]
    public List<AlertRecord> Outbox { get; set; } = [];

    /// <summary>Those it was not, oldest first.</summary>
    [Id(6)]
    public List<AlertLetter> Letters { get; set; } = [];

    /// <summary>What webhooks are signed with; empty before the first.</summary>
    [Id(7)]
    public string Secret { get; set; } = "";
}
