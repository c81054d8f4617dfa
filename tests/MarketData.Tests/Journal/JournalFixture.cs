using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.MarketData.Tests.Journal;

/// <summary>A journal folder of a test's own, deleted at its end.</summary>
internal sealed class JournalFixture : IDisposable
{
    public JournalFixture()
    {
        Folder = Directory.CreateTempSubdirectory("ta-journal-").FullName;
        Options = new JournalOptions { Folder = Folder, Flush = JournalFlush.OperatingSystem };
    }

    public string Folder { get; }

    public JournalOptions Options { get; }

    public string[] Files => JournalSegment.FilesIn(Folder);

    public SegmentedTickJournal Open() => SegmentedTickJournal.Open(Options, TimeProvider.System);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
