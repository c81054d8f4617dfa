namespace TradingAnalytics.MarketData.Journal;

/// <summary>Where the journal lives and how it is kept.</summary>
public sealed class JournalOptions
{
    /// <summary>Created when absent. One process at a time may write to it.</summary>
    public string Folder { get; set; } = "data/journal";

    /// <summary>A segment at least this long is closed and a new one begun; only whole segments are dropped.</summary>
    public long SegmentBytes { get; set; } = 64L << 20;

    public JournalFlush Flush { get; set; } = JournalFlush.Disk;

    /// <summary>Of the segments before the last, so many bytes (newest first) are read through at start, so that damage shows then and not in the middle of a recovery. Reading checks always.</summary>
    public long VerifyBytesAtOpen { get; set; } = 1L << 30;

    /// <summary>
    /// Cuts the last segment at a damaged frame even when frames after it were acknowledged, instead of refusing to open. Whoever sets it accepts the loss of these.
    /// </summary>
    public bool CutAtCorruption { get; set; }

    /// <summary>Retention drops oldest segments while the journal is larger; 0: no bound.</summary>
    public long RetainBytes { get; set; }

    /// <summary>Retention drops segments whose newest frame was received longer ago; zero: no bound.</summary>
    public TimeSpan RetainFor { get; set; }

    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException("Journal:Folder is empty: name the folder that is to hold the journal.");
        }

        if (SegmentBytes is < 4_096 or > int.MaxValue)
        {
            throw new ArgumentException($"Journal:SegmentBytes is {SegmentBytes}: give 4096 to {int.MaxValue}, such as 67108864.");
        }

        if (RetainBytes < 0 || RetainFor < TimeSpan.Zero || VerifyBytesAtOpen < 0)
        {
            throw new ArgumentException("Journal:RetainBytes, Journal:RetainFor and Journal:VerifyBytesAtOpen must be zero or more.");
        }
    }
}
