namespace TradingAnalytics.MarketData.Journal;

/// <summary>A commit could not be made durable. None of it counts as taken; the journal tries again with the next.</summary>
public sealed class JournalWriteException(string file, Exception inner)
    : IOException($"The journal could not write to {file}: {inner.Message} Nothing of this batch was taken; send it again when the disk has room and works.", inner);
