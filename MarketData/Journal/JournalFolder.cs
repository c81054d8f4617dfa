using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Finds out what a journal folder holds. Changes nothing on the disk.</summary>
internal static class JournalFolder
{
    /// <summary>Reads the folder's segments; the last one frame by frame, older ones as far as they are to be verified.</summary>
    public static JournalFolderContents Examine(string folder, long verifyBytes)
    {
        var segments = new List<JournalSegment>();
        var routes = new Dictionary<TickRoute, long>();
        string[] files = Directory.Exists(folder) ? JournalSegment.FilesIn(folder) : [];
        string? stillborn = null;
        for (int i = 0; i < files.Length; i++)
        {
            bool last = i == files.Length - 1;
            SegmentInfo? info = SegmentHeader.Read(files[i], withRoutes: true);
            if (info is null)
            {
                // A crash while a segment is begun leaves a last file without a whole header, and without frames.
                stillborn = last && !SegmentScan.HoldsFrames(files[i])
                    ? files[i]
                    : throw JournalCorruptException.InClosedSegment(files[i], 0, "the segment's header is not whole");
                break;
            }

            routes = info.Routes;
            segments.Add(new JournalSegment(
                files[i], info.FirstSequence, info.FirstReceivedUnixMicroseconds, info.HeaderLength, new FileInfo(files[i]).Length, new SegmentIndex(info.FirstSequence, info.HeaderLength)));
        }

        if (segments.Count == 0)
        {
            return new JournalFolderContents([], null, routes, stillborn, 0);
        }

        long verified = VerifyClosed(segments, verifyBytes);
        JournalSegment newest = segments[^1];
        SegmentScan scan = SegmentScan.Run(newest.Path, newest.FirstSequence, newest.HeaderLength, newest.Index, routes);
        segments[^1] = newest with { Length = scan.SoundLength };
        return new JournalFolderContents([.. segments], scan, routes, stillborn, verified + scan.SoundLength);
    }

    private static long VerifyClosed(List<JournalSegment> segments, long verifyBytes)
    {
        long verified = 0;
        for (int i = segments.Count - 2; i >= 0 && verified < verifyBytes; i--)
        {
            JournalSegment segment = segments[i];
            SegmentScan scan = SegmentScan.Run(segment.Path, segment.FirstSequence, segment.HeaderLength, segment.Index, null);
            long expected = segments[i + 1].FirstSequence - 1;
            if (scan.Fault is not null || scan.LastSequence != expected)
            {
                string what = scan.Fault ?? $"it ends with frame {scan.LastSequence} where {expected} should be its last";
                throw JournalCorruptException.InClosedSegment(segment.Path, scan.SoundLength, what);
            }

            verified += segment.Length;
        }

        return verified;
    }
}
