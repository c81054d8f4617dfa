namespace TradingAnalytics.MarketData.Journal;

/// <summary>The journal lies elsewhere and does not answer. What was being written may have been taken or not; written again later it counts once.</summary>
public sealed class JournalUnavailableException(string detail, Exception? inner = null) : IOException($"The journal does not answer: {detail} It is tried again.", inner);
