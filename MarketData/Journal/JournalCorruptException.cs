namespace TradingAnalytics.MarketData.Journal;

/// <summary>Acknowledged frames cannot be read back. Says where, and what can be done about it.</summary>
public sealed class JournalCorruptException(string file, long offset, string what, string remedy)
    : IOException($"The journal is damaged: {file} at byte {offset}: {what}. {remedy}")
{
    public string File { get; } = file;

    public long Offset { get; } = offset;

    internal static JournalCorruptException InClosedSegment(string file, long offset, string what) => new(
        file,
        offset,
        what,
        "Restore the file from a copy, or move it and all older segments out of the folder: reading then begins at the next segment, and what the moved ones held is lost to recovery.");

    internal static JournalCorruptException InLastSegment(string file, long offset, string what) => new(
        file,
        offset,
        $"{what}, and frames acknowledged after it follow",
        "Restore the file from a copy, or set Journal:CutAtCorruption=true to cut it there and lose the frames that follow.");
}
