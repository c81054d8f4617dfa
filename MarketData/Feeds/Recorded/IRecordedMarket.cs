namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>A recording that can be read again and again, in time order. One implementation per format; <see cref="RecordedMarket.Open"/> finds the right one.</summary>
public interface IRecordedMarket
{
    /// <summary>The format's name: <c>nse-chain-csv</c>, <c>nse-json</c>, <c>kite-chain-csv</c>, <c>journal</c>.</summary>
    string Format { get; }

    /// <summary>Reads lazily. What it cannot use it reports and goes on.</summary>
    IEnumerable<RecordedBatch> Read(SkipReport skips);
}
