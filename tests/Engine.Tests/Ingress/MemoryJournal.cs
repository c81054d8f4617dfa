using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Ingress;

/// <summary>A journal in memory that can be held up or made to fail.</summary>
internal sealed class MemoryJournal : ITickJournal
{
    private readonly Lock _gate = new();
    private readonly List<TickFrame> _frames = [];
    private readonly Dictionary<TickRoute, long> _newest = [];

    /// <summary>Thrown by the next append.</summary>
    public Exception? FailNext { get; set; }

    /// <summary>What an append waits for before it is durable.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    public int Commits { get; private set; }

    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    public async ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        await Open;
        if (FailNext is { } failure)
        {
            FailNext = null;
            throw failure;
        }

        lock (_gate)
        {
            Commits++;
            var appended = new List<TickFrame>();
            foreach (JournalEntry entry in entries)
            {
                appended.Add(new TickFrame(_frames.Count + 1, _newest.GetValueOrDefault(entry.Route), entry.Route, entry.ReceivedUnixMicroseconds, entry.Payload));
                _frames.Add(appended[^1]);
                _newest[entry.Route] = _frames.Count;
            }

            return appended;
        }
    }

    public IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null)
    {
        lock (_gate)
        {
            return [.. _frames.Where(frame => frame.Sequence > afterSequence && (routes is null || routes(frame.Route)))];
        }
    }
}
