using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>
/// Frames straight from the journal, be it on this disk or shared by all silos. Reading happens off the grain's scheduler, a bounded chunk at a time, and the grain applies between.
/// </summary>
public sealed class JournalFrames(IJournalReader journal, IJournalCheckpoints checkpoints) : IFrameSource
{
    private const int FramesPerChunk = 256;

    public async Task<long> ReadAsync(long afterSequence, TickRoute route, Action<TickFrame> apply, CancellationToken cancellationToken)
    {
        // Before reading: what is appended meanwhile may be missed, what was there is not.
        long last = await Task.Run(() => journal.LastSequence, cancellationToken);
        using IEnumerator<TickFrame> frames = journal.Read(afterSequence, FrameFilter.For(route)).GetEnumerator();
        List<TickFrame> chunk;
        do
        {
            chunk = await Task.Run(() => Take(frames), cancellationToken);
            foreach (TickFrame frame in chunk)
            {
                apply(frame);
            }
        }
        while (chunk.Count == FramesPerChunk);
        return last;
    }

    public async Task<(TickRoute[] Routes, long Through)> FindRoutesAsync(long afterSequence)
    {
        long last = await Task.Run(() => journal.LastSequence);
        HashSet<TickRoute> found = [];
        if (last > afterSequence)
        {
            await Task.Run(() => Search(afterSequence, found));
        }

        return ([.. found], Math.Max(last, afterSequence));
    }

    public void Stored(TickRoute route, long through) => checkpoints.Stored(route, through);

    private static List<TickFrame> Take(IEnumerator<TickFrame> frames)
    {
        var chunk = new List<TickFrame>();
        while (chunk.Count < FramesPerChunk && frames.MoveNext())
        {
            chunk.Add(frames.Current);
        }

        return chunk;
    }

    /// <summary>Asks for no route's frames, so the journal reads their headers at most.</summary>
    private void Search(long after, HashSet<TickRoute> found)
    {
        foreach (TickFrame _ in journal.Read(after, Note))
        {
        }

        bool Note(TickRoute route)
        {
            found.Add(route);
            found.Add(new TickRoute(route.Product, Expiry.None));
            return false;
        }
    }
}
