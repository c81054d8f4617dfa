namespace TradingAnalytics.Engine.History;

/// <summary>Rows on their way into the store; all of a batch hold or none.</summary>
public sealed record HistoryBatch(IReadOnlyList<MetricRow> Metrics, IReadOnlyList<BarRow> Bars, IReadOnlyList<MarketSnapshot> Snapshots)
{
    public HistoryBatch(IReadOnlyList<MetricRow> metrics, IReadOnlyList<BarRow> bars)
        : this(metrics, bars, [])
    {
    }

    public int Count => Metrics.Count + Bars.Count + Snapshots.Count;
}
