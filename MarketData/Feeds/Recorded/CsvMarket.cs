namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>A chain file read row by row: each reading opens it anew and holds one instant in memory.</summary>
internal sealed class CsvMarket(string format, Func<SkipReport, ChainCsvReader> open) : IRecordedMarket
{
    public string Format => format;

    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        using ChainCsvReader reader = open(skips);
        while (reader.Next() is { } batch)
        {
            yield return batch;
        }
    }
}
