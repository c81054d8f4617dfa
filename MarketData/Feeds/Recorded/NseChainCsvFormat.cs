using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>One-minute chain snapshots collected from NSE: a row per leg with last price, volume, OI, OI change, spot, and columns computed by the collector.</summary>
internal sealed class NseChainCsvFormat : IRecordedFormat
{
    public string Name => "nse-chain-csv";

    public string Description => "CSV with the columns timestamp,symbol,expiry,strike,option_type,spot,ltp,volume,oi,oi_chg";

    public IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue) =>
        CsvRow.HasColumns(source.FirstLine, "timestamp", "symbol", "expiry", "strike", "option_type", "spot", "ltp", "volume", "oi", "oi_chg")
            ? new CsvMarket(Name, skips => new NseChainCsvReader(source, catalogue, skips))
            : null;
}
