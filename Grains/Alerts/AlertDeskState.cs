using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>The rules an actor watches, by user.</summary>
[GenerateSerializer, Alias("ta.AlertDeskState")]
public sealed class AlertDeskState
{
    [Id(0)]
    public Dictionary<string, AlertRule[]> Rules { get; set; } = [];
}
