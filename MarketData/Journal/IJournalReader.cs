using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>The journal to read. Where it lies elsewhere than in this process a call waits for it, so it is called where waiting holds nobody up.</summary>
public interface IJournalReader
{
    /// <summary>Sequence of the last durable frame; 0 when empty.</summary>
    long LastSequence { get; }

    /// <summary>Sequence of the oldest frame kept: <see cref="Read"/> from before it begins here. One above <see cref="LastSequence"/> when there is none.</summary>
    long FirstSequence => 1;

    /// <summary>
    /// The durable frames with a sequence above <paramref name="afterSequence"/>, in order, of the routes asked for (null: all). Reads headers only of the frames it skips, or nothing at all.
    /// </summary>
    /// <param name="afterSequence">Where to begin.</param>
    /// <param name="routes">Asked, once or more, for each route that has frames after that.</param>
    /// <exception cref="IOException">The journal cannot be read now.</exception>
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
