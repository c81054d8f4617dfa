namespace TradingAnalytics.Silo.History;

/// <summary>A process alone records always.</summary>
internal sealed class AlwaysOurs : IRecordingTurn
{
    public bool IsOurs => true;
}
