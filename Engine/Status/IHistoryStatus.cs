namespace TradingAnalytics.Engine.Status;

/// <summary>What the host says of the history it records, for the status page.</summary>
public interface IHistoryStatus
{
    HistoryFigures Read();
}
