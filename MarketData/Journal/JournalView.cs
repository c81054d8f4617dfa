namespace TradingAnalytics.MarketData.Journal;

/// <summary>What is durable at one moment: readers take it once and see nothing of later writes.</summary>
internal sealed record JournalView(JournalSegment[] Segments, long LastSequence)
{
    public long FirstSequence => Segments.Length > 0 ? Segments[0].FirstSequence : LastSequence + 1;

    public long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (JournalSegment segment in Segments)
            {
                bytes += segment.Length;
            }

            return bytes;
        }
    }

    /// <summary>The segment that holds a frame; the first when the frame is older than all.</summary>
    public int Find(long sequence)
    {
        int low = 0;
        int high = Segments.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Segments[middle].FirstSequence <= sequence ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
