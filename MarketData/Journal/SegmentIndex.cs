namespace TradingAnalytics.MarketData.Journal;

/// <summary>Where in a segment to begin when a frame is looked for: a mark every 256 kB, made while frames are written or scanned. Filled by one thread, read by any.</summary>
internal sealed class SegmentIndex(long firstSequence, long firstOffset)
{
    private const int Spacing = 256 << 10;
    private readonly Lock _lock = new();
    private readonly List<(long Sequence, long Offset)> _marks = [(firstSequence, firstOffset)];

    public void Add(long sequence, long offset)
    {
        if (offset - _marks[^1].Offset >= Spacing)
        {
            lock (_lock)
            {
                _marks.Add((sequence, offset));
            }
        }
    }

    /// <summary>The last mark at or before a frame.</summary>
    public (long Sequence, long Offset) Find(long sequence)
    {
        lock (_lock)
        {
            int low = 0;
            int high = _marks.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = _marks[middle].Sequence <= sequence ? (middle, high) : (low, middle - 1);
            }

            return _marks[low];
        }
    }
}
