using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>What a recording says about one instant: the ticks of a snapshot, or of a moment of the journal.</summary>
public sealed record RecordedBatch(DateTimeOffset Time, Tick[] Ticks);
