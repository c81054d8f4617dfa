namespace TradingAnalytics.WebFront.History;

/// <summary>A metric at one second of market time.</summary>
internal sealed record MetricPointJson(DateTimeOffset Time, double Value);
