using System.Runtime.CompilerServices;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>Reads the journal for a grain: the reading happens off the grain's scheduler, a bounded chunk at a time, and the grain applies between.</summary>
internal static class JournalTail
{
    private const int FramesPerChunk = 256;

    /// <summary>Applies what the journal holds after a sequence; answers with the one up to which nothing is missing then.</summary>
    public static async Task<long> ApplyAsync(ITickJournal journal, long afterSequence, Func<TickRoute, bool> routes, Action<TickFrame> apply, CancellationToken cancellationToken)
    {
        long last = journal.LastSequence;
        await foreach (IReadOnlyList<TickFrame> chunk in ReadAsync(journal, afterSequence, routes, cancellationToken))
        {
            foreach (TickFrame frame in chunk)
            {
                apply(frame);
            }
        }

        return last;
    }

    private static async IAsyncEnumerable<IReadOnlyList<TickFrame>> ReadAsync(
        ITickJournal journal, long afterSequence, Func<TickRoute, bool> routes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IEnumerator<TickFrame> frames = journal.Read(afterSequence, routes).GetEnumerator();
        while (true)
        {
            List<TickFrame> chunk = await Task.Run(() => Take(frames), cancellationToken);
            if (chunk.Count > 0)
            {
                yield return chunk;
            }

            if (chunk.Count < FramesPerChunk)
            {
                yield break;
            }
        }
    }

    private static List<TickFrame> Take(IEnumerator<TickFrame> frames)
    {
        var chunk = new List<TickFrame>();
        while (chunk.Count < FramesPerChunk && frames.MoveNext())
        {
            chunk.Add(frames.Current);
        }

        return chunk;
    }
}
