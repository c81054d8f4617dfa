using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>A layout of recordings: knows its own when it sees one. All are listed in <see cref="RecordedFormats"/>.</summary>
internal interface IRecordedFormat
{
    /// <summary>As <see cref="IRecordedMarket.Format"/> shows it.</summary>
    string Name { get; }

    /// <summary>What it looks like, in a few words, for the message that lists what is supported.</summary>
    string Description { get; }

    /// <summary>The recording, or null when the source is none of this layout. Decides by what the source holds, never by its name.</summary>
    IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue);
}
