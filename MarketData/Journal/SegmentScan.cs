using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>A segment read through and checked, frame by frame.</summary>
internal sealed class SegmentScan
{
    /// <summary>Bytes from the start of the file that are sound.</summary>
    public long SoundLength { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>What is wrong behind the sound part; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whole frames behind the fault.</summary>
    public int FramesBehindFault { get; private set; }

    /// <summary>A frame behind the fault was begun after the faulty place was durable: it is damage to acknowledged frames, not a torn write.</summary>
    public bool DamagesAcknowledged { get; private set; }

    /// <param name="path">The file.</param>
    /// <param name="firstSequence">Of its first frame.</param>
    /// <param name="headerLength">Where its frames begin.</param>
    /// <param name="index">Gets marks.</param>
    /// <param name="newest">Gets the newest frame of each route; null when not wanted.</param>
    public static SegmentScan Run(string path, long firstSequence, int headerLength, SegmentIndex index, Dictionary<TickRoute, long>? newest)
    {
        long fileLength = new FileInfo(path).Length;
        var scan = new SegmentScan { LastSequence = firstSequence - 1 };
        using var reader = new SegmentReader(path, headerLength, fileLength);
        while (reader.TryRead() && reader.VerifyPayload())
        {
            if (reader.Header.Sequence != scan.LastSequence + 1)
            {
                scan.Fault = $"frame {reader.Header.Sequence} stands where {scan.LastSequence + 1} should";
                break;
            }

            scan.LastSequence++;
            index.Add(scan.LastSequence, reader.Position);
            newest?[reader.Header.Route] = scan.LastSequence;
            reader.Skip();
        }

        scan.Fault ??= reader.Fault;
        scan.SoundLength = reader.Position;
        if (scan.Fault is not null)
        {
            scan.LookBehindFault(reader, fileLength);
        }

        return scan;
    }

    /// <summary>Whether a file whose own header is damaged holds frames all the same.</summary>
    public static bool HoldsFrames(string path)
    {
        long length = new FileInfo(path).Length;
        var scan = new SegmentScan();
        using var reader = new SegmentReader(path, 0, length);
        scan.LookBehindFault(reader, length);
        return scan.FramesBehindFault > 0;
    }

    private void LookBehindFault(SegmentReader reader, long fileLength)
    {
        // Frames begin at multiples of 8; one whose header and payload both match their checksums is no accident.
        long at = SoundLength + 8;
        while (at + FrameHeader.Size < fileLength)
        {
            reader.Seek(at);
            if (reader.TryRead() && reader.VerifyPayload())
            {
                FramesBehindFault++;
                DamagesAcknowledged |= at - reader.Header.CommitOffset > SoundLength;
                reader.Skip();
                at = reader.Position;
            }
            else
            {
                at += 8;
            }
        }
    }
}
