namespace TradingAnalytics.MarketData.Journal;

/// <summary>One file of the journal.</summary>
/// <param name="Path">Its name is the sequence of its first frame.</param>
/// <param name="FirstSequence">Of the frame it begins with.</param>
/// <param name="FirstReceivedUnixMicroseconds">When that was received.</param>
/// <param name="HeaderLength">Where the frames begin.</param>
/// <param name="Length">Bytes with durable frames.</param>
/// <param name="Index">Marks into it.</param>
internal sealed record JournalSegment(string Path, long FirstSequence, long FirstReceivedUnixMicroseconds, int HeaderLength, long Length, SegmentIndex Index)
{
    private const string Extension = ".journal";

    public static string PathOf(string folder, long firstSequence) => System.IO.Path.Combine(folder, $"{firstSequence:D19}{Extension}");

    /// <summary>The folder's segment files in the order of their frames. Zero-padded names sort as their numbers do.</summary>
    public static string[] FilesIn(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*" + Extension);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
