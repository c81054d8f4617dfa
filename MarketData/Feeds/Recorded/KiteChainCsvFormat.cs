using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Chain snapshots collected from Kite Connect quotes: a row per strike with call and put side by side, indices or stocks.</summary>
internal sealed class KiteChainCsvFormat : IRecordedFormat
{
    public string Name => "kite-chain-csv";

    public string Description => "CSV with the columns Symbol (or Stock),Expiry,Strike,CE_LTP,CE_OI,CE_Volume,PE_LTP,PE_OI,PE_Volume,Spot (or Stock_LTP),timestamp";

    public IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue) =>
        CsvRow.HasColumns(source.FirstLine, "Expiry", "Strike", "CE_LTP", "CE_OI", "CE_Volume", "PE_LTP", "PE_OI", "PE_Volume", "timestamp")
        && (CsvRow.HasColumns(source.FirstLine, "Symbol", "Spot") || CsvRow.HasColumns(source.FirstLine, "Stock", "Stock_LTP"))
            ? new CsvMarket(Name, skips => new KiteChainCsvReader(source, catalogue, skips))
            : null;
}
