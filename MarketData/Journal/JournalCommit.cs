using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Entries one caller waits for.</summary>
internal sealed class JournalCommit(IReadOnlyList<JournalEntry> entries)
{
    // The caller goes on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<IReadOnlyList<TickFrame>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<JournalEntry> Entries { get; } = entries;

    public TickFrame[] Frames { get; } = new TickFrame[entries.Count];

    public Task<IReadOnlyList<TickFrame>> Done => _done.Task;

    public void Succeed() => _done.SetResult(Frames);

    public void Fail(Exception exception) => _done.SetException(exception);
}
