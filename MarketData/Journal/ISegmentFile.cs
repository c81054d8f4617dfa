namespace TradingAnalytics.MarketData.Journal;

/// <summary>The disk as the journal's writer sees it; tests put a failing one in its place.</summary>
internal interface ISegmentFile : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Completes when what was written survives a power cut.</summary>
    void Flush();

    void SetLength(long length);
}
