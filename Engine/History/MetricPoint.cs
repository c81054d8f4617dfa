namespace TradingAnalytics.Engine.History;

/// <summary>A metric in one second of market time.</summary>
public readonly record struct MetricPoint(long UnixSeconds, double Value);
