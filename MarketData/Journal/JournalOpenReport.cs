namespace TradingAnalytics.MarketData.Journal;

/// <summary>What opening the journal found.</summary>
/// <param name="Segments">Files that hold frames.</param>
/// <param name="Bytes">Their total length.</param>
/// <param name="FirstSequence">Of the oldest frame kept; one above <paramref name="LastSequence"/> when the journal is empty.</param>
/// <param name="LastSequence">Of the newest; 0 when there is none.</param>
/// <param name="VerifiedBytes">How much was read through and found sound.</param>
/// <param name="CutFile">The file whose tail was cut, null when none had to be.</param>
/// <param name="CutOffset">Where.</param>
/// <param name="CutBytes">How much.</param>
/// <param name="CutFrames">Whole frames among it: 0 unless a damaged frame had others behind it.</param>
/// <param name="CutReason">What was wrong there.</param>
public sealed record JournalOpenReport(
    int Segments,
    long Bytes,
    long FirstSequence,
    long LastSequence,
    long VerifiedBytes,
    string? CutFile = null,
    long CutOffset = 0,
    long CutBytes = 0,
    int CutFrames = 0,
    string? CutReason = null)
{
    /// <summary>One sentence for the log when a tail was cut; null when all was sound.</summary>
    public string? Warning => CutFile is null
        ? null
        : $"Cut the journal's torn tail: {CutBytes} bytes ({CutFrames} whole frames) of {CutFile} from byte {CutOffset} ({CutReason}). The last frame kept is {LastSequence}.";
}
