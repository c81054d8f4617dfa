using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>The append-only record of every accepted tick. Appended by one writer, read by any number of readers at the same time.</summary>
public interface ITickJournal
{
    /// <summary>Sequence of the last durable frame; 0 when empty.</summary>
    long LastSequence { get; }

    /// <summary>Sequence of the oldest frame kept: <see cref="Read"/> from before it begins here. One above <see cref="LastSequence"/> when there is none.</summary>
    long FirstSequence => 1;

    /// <summary>Appends one frame per entry and completes when all of them are durable (one flush for all): the group commit.</summary>
    ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <summary>
    /// The durable frames with a sequence above <paramref name="afterSequence"/>, in order, of the routes asked for (null: all). Reads headers only of the frames it skips.
    /// </summary>
    IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null);

    /// <summary>Sequence of the last frame received before an instant, 0 when there is none: where to read on from for what came since.</summary>
    long LastSequenceBefore(long receivedUnixMicroseconds)
    {
        long last = 0;
        foreach (TickFrame frame in Read(0))
        {
            if (frame.ReceivedUnixMicroseconds >= receivedUnixMicroseconds)
            {
                break;
            }

            last = frame.Sequence;
        }

        return last;
    }
}
