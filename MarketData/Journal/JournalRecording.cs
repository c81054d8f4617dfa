using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>
/// A journal folder as a recording: what ingress took together is one batch. Reads without the folder's lock, so a journal in use can be replayed too, up to what was durable
/// when reading began. The ticks keep their ids.
/// </summary>
public sealed class JournalRecording(string folder) : IRecordedMarket
{
    public string Format => "journal";

    /// <summary>Whether a folder holds a journal.</summary>
    public static bool IsJournal(string path) => Directory.Exists(path) && JournalSegment.FilesIn(path).Length > 0;

    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        JournalFolderContents contents = JournalFolder.Examine(folder, verifyBytes: 0);
        if (contents.Newest is { Fault: { } fault } scan)
        {
            skips.Add("journal: torn tail", $"{contents.Segments[^1].Path}, byte {scan.SoundLength}: {fault}; {scan.FramesBehindFault} whole frames follow");
        }

        var ticks = new List<Tick>();
        long received = 0;
        long newest = 0;
        foreach (TickFrame frame in JournalReading.Read(contents.View, 0, null))
        {
            if (ticks.Count > 0 && frame.ReceivedUnixMicroseconds != received)
            {
                yield return Batch(ticks, ref newest);
            }

            received = frame.ReceivedUnixMicroseconds;
            ticks.AddRange(frame.Ticks);
        }

        if (ticks.Count > 0)
        {
            yield return Batch(ticks, ref newest);
        }
    }

    /// <summary>A batch's instant is the newest tick's, and never goes back: a late tick does not turn the recording's clock.</summary>
    private static RecordedBatch Batch(List<Tick> ticks, ref long newest)
    {
        foreach (Tick tick in ticks)
        {
            newest = Math.Max(newest, tick.UnixMicroseconds);
        }

        var batch = new RecordedBatch(DateTimeOffset.UnixEpoch.AddTicks(newest * TimeSpan.TicksPerMicrosecond), [.. ticks]);
        ticks.Clear();
        return batch;
    }
}
