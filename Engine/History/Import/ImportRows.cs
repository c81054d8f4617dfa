namespace TradingAnalytics.Engine.History.Import;

/// <summary>Rows gathered for the next batch.</summary>
internal sealed class ImportRows
{
    public List<MetricRow> Metrics { get; } = [];

    public List<BarRow> Bars { get; } = [];

    public List<MarketSnapshot> Snapshots { get; } = [];

    public int Count => Metrics.Count + Bars.Count + Snapshots.Count;

    /// <summary>What was gathered as a batch, and none left.</summary>
    public HistoryBatch Take()
    {
        var batch = new HistoryBatch([.. Metrics], [.. Bars], [.. Snapshots]);
        Metrics.Clear();
        Bars.Clear();
        Snapshots.Clear();
        return batch;
    }
}
