namespace TradingAnalytics.Silo.History;

/// <summary>Whose turn it is to record: in a cluster one silo does, the one that holds the market.</summary>
public interface IRecordingTurn
{
    bool IsOurs { get; }
}
