using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>A segment's header, read.</summary>
internal sealed record SegmentInfo(long FirstSequence, long FirstReceivedUnixMicroseconds, int HeaderLength, Dictionary<TickRoute, long> Routes);
