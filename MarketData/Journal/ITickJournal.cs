using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>The append-only record of every accepted tick. Appended by one writer, read by any number of readers at the same time.</summary>
public interface ITickJournal : IJournalReader
{
    /// <summary>Appends one frame per entry and completes when all of them are durable (one flush for all): the group commit.</summary>
    ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);
}
