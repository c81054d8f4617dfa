namespace TradingAnalytics.Engine.Alerts;

/// <summary>The header of the room <c>alerts</c>.</summary>
public readonly record struct AlertTotals(int Rules, long Fired, int DeadLetters);
