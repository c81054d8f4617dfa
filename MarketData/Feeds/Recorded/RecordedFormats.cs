using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>The one place where layouts of recordings are registered; they are asked in this order.</summary>
internal static class RecordedFormats
{
    public static IReadOnlyList<IRecordedFormat> All { get; } =
    [
        new JournalFormat(),
        new NseChainCsvFormat(),
        new KiteChainCsvFormat(),
        new NseJsonFormat(),
        new NseWebCsvFormat(),
    ];
}
