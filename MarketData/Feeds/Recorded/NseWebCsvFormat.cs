using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// The file behind the "Download (.csv)" button of NSE's option-chain page. It is known when seen, and cannot be opened by itself: it says neither whose chain it is nor when,
/// which <see cref="NseWebCsvMarket"/> is told.
/// </summary>
internal sealed class NseWebCsvFormat : IRecordedFormat
{
    public string Name => NseWebCsvMarket.FormatName;

    public string Description => "the download button's CSV, only through NseWebCsvMarket, where product, expiry and time are given";

    /// <exception cref="UnknownRecordingException">The file is of this layout.</exception>
    public IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue) =>
        NseWebCsvMarket.IsHeading(source.FirstLine)
            ? throw new UnknownRecordingException(source.Path, "it is the CSV of NSE's download button, which says neither product, expiry nor time")
            : null;
}
