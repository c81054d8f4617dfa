using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>A part of a day's states: of which route, and over what time (Unix microseconds).</summary>
internal readonly record struct StateGroup(int Index, TickRoute Route, long First, long Last, int States);
