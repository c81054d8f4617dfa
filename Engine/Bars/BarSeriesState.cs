namespace TradingAnalytics.Engine.Bars;

/// <summary>A series as it is saved: the bars, oldest first, and between which ticks the newest one stands (Unix microseconds).</summary>
public sealed record BarSeriesState(Bar[] Bars, long OpenUnixMicroseconds, long CloseUnixMicroseconds);
