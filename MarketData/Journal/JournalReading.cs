using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Reads frames out of a view of the journal.</summary>
internal static class JournalReading
{
    public static IEnumerable<TickFrame> Read(JournalView view, long afterSequence, Func<TickRoute, bool>? routes)
    {
        if (view.Segments.Length == 0 || afterSequence >= view.LastSequence)
        {
            yield break;
        }

        long wanted = Math.Max(afterSequence + 1, view.FirstSequence);
        for (int i = view.Find(wanted); i < view.Segments.Length; i++)
        {
            JournalSegment segment = view.Segments[i];
            (long sequence, long offset) = segment.Index.Find(wanted);
            using var reader = new SegmentReader(segment.Path, offset, segment.Length);
            while (reader.TryRead())
            {
                if (reader.Header.Sequence != sequence)
                {
                    throw JournalCorruptException.InClosedSegment(segment.Path, reader.Position, $"frame {reader.Header.Sequence} stands where {sequence} should");
                }

                if (sequence++ >= wanted && (routes is null || routes(reader.Header.Route)))
                {
                    if (reader.CopyPayload() is not { } payload)
                    {
                        break;
                    }

                    yield return reader.Header.With(payload);
                }

                reader.Skip();
            }

            if (reader.Fault is not null)
            {
                throw JournalCorruptException.InClosedSegment(segment.Path, reader.Position, reader.Fault);
            }
        }
    }

    /// <summary>Sequence of the last frame received before an instant; 0 when none was (or it is no longer kept).</summary>
    public static long LastSequenceBefore(JournalView view, long receivedUnixMicroseconds)
    {
        int i = view.Segments.Length - 1;
        while (i > 0 && view.Segments[i].FirstReceivedUnixMicroseconds >= receivedUnixMicroseconds)
        {
            i--;
        }

        if (i < 0)
        {
            return 0;
        }

        JournalSegment segment = view.Segments[i];
        using var reader = new SegmentReader(segment.Path, segment.HeaderLength, segment.Length);
        long sequence = segment.FirstSequence - 1;
        while (reader.TryRead() && reader.Header.ReceivedUnixMicroseconds < receivedUnixMicroseconds)
        {
            sequence = reader.Header.Sequence;
            reader.Skip();
        }

        return reader.Fault is null ? sequence : throw JournalCorruptException.InClosedSegment(segment.Path, reader.Position, reader.Fault);
    }
}
