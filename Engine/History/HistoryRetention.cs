namespace TradingAnalytics.Engine.History;

/// <summary>How long what is kept, by market time.</summary>
/// <param name="Seconds">Metrics and one-second bars.</param>
/// <param name="Snapshots">States of chains and products.</param>
/// <param name="MinuteBars">One-minute bars.</param>
public readonly record struct HistoryRetention(TimeSpan Seconds, TimeSpan Snapshots, TimeSpan MinuteBars);
