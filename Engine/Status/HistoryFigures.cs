namespace TradingAnalytics.Engine.Status;

/// <summary>The recording of history at one moment. Counts are rows since start.</summary>
public sealed record HistoryFigures
{
    public long Written { get; init; }

    /// <summary>Waiting for the disk.</summary>
    public long Queued { get; init; }

    /// <summary>Lost because too many waited.</summary>
    public long Dropped { get; init; }

    /// <summary>Writes and clearings that failed.</summary>
    public long Failures { get; init; }

    /// <summary>What the last write failed of; null when it succeeded.</summary>
    public string? Fault { get; init; }

    /// <summary>On disk.</summary>
    public long Bytes { get; init; }
}
