using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <param name="Segments">Oldest first; the last one's length ends where its sound part does.</param>
/// <param name="Newest">The scan of the last; null when there is none.</param>
/// <param name="NewestOfRoute">The newest frame of each route.</param>
/// <param name="Stillborn">A last file that was begun and holds nothing; null when there is none.</param>
/// <param name="VerifiedBytes">Read through and found sound.</param>
internal sealed record JournalFolderContents(JournalSegment[] Segments, SegmentScan? Newest, Dictionary<TickRoute, long> NewestOfRoute, string? Stillborn, long VerifiedBytes)
{
    public JournalView View => new(Segments, Newest?.LastSequence ?? 0);
}
