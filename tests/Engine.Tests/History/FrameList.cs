using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>A journal as a list, which may have lost its beginning.</summary>
internal sealed class FrameList : ITickJournal
{
    public List<TickFrame> Frames { get; } = [];

    public long LastSequence => Frames.Count;

    public long FirstSequence { get; set; } = 1;

    /// <summary>Frames read so far.</summary>
    public int Read { get; private set; }

    public TickFrame Append(ReadOnlySpan<Tick> ticks)
    {
        var frame = new TickFrame(Frames.Count + 1, 0, ticks[0].Route, ticks[^1].UnixMicroseconds + 7_000, TickFrame.Encode(ticks));
        Frames.Add(frame);
        return frame;
    }

    public ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) => throw new NotSupportedException();

    IEnumerable<TickFrame> IJournalReader.Read(long afterSequence, Func<TickRoute, bool>? routes)
    {
        foreach (TickFrame frame in Frames)
        {
            if (frame.Sequence > afterSequence && frame.Sequence >= FirstSequence && (routes is null || routes(frame.Route)))
            {
                Read++;
                yield return frame;
            }
        }
    }
}
