using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>What is kept of a chain or product: the seconds of its first and last row.</summary>
public readonly record struct RecordedSeries(TickRoute Route, long OldestUnixSeconds, long NewestUnixSeconds);
