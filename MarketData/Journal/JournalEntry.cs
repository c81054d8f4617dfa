using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Ticks of one route on their way into the journal (<see cref="TickFrame.Encode"/> makes the payload).</summary>
public readonly record struct JournalEntry(TickRoute Route, long ReceivedUnixMicroseconds, ReadOnlyMemory<byte> Payload);
