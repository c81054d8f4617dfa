using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Our own journal folder, among the layouts of recordings.</summary>
internal sealed class JournalFormat : IRecordedFormat
{
    public string Name => "journal";

    public string Description => "a folder of this program's own journal";

    public IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue) => JournalRecording.IsJournal(source.Path) ? new JournalRecording(source.Path) : null;
}
