using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>The ingress at one moment. Counts are since the start of the process.</summary>
public sealed record IngressStatistics
{
    public static IngressStatistics None { get; } = new();

    /// <summary>Ticks journalled.</summary>
    public long Accepted { get; init; }

    /// <summary>Ticks dropped as seen before.</summary>
    public long Duplicated { get; init; }

    /// <summary>Ticks refused.</summary>
    public long Refused { get; init; }

    public IReadOnlyDictionary<RefusalReason, long> RefusedByReason { get; init; } = new Dictionary<RefusalReason, long>();

    /// <summary>Submissions waiting to be taken.</summary>
    public int QueuedSubmissions { get; init; }

    /// <summary>Ticks submitted and not yet decided.</summary>
    public long QueuedTicks { get; init; }

    /// <summary>Ticks journalled, held in memory and not yet applied by the books.</summary>
    public long UndeliveredTicks { get; init; }

    /// <summary>Products whose delivery keeps failing; their ticks wait in the journal.</summary>
    public int LaggingProducts { get; init; }

    /// <summary>Deliveries that failed and were tried again.</summary>
    public long FailedDeliveries { get; init; }

    /// <summary>Journal writes.</summary>
    public long Commits { get; init; }

    /// <summary>Journal writes that failed; their submitters were told.</summary>
    public long FailedCommits { get; init; }

    /// <summary>Accepted ticks per second, over the last whole second.</summary>
    public double TicksPerSecond { get; init; }

    /// <summary>Accepted ticks per second, over the last ten whole seconds.</summary>
    public double TicksPerSecondOverTen { get; init; }

    /// <summary>Sequence of the journal's last frame.</summary>
    public long LastSequence { get; init; }

    /// <summary>Tick ids remembered.</summary>
    public long RememberedIds { get; init; }

    /// <summary>Tick ids forgotten before their hour for want of room.</summary>
    public long IdsEvictedEarly { get; init; }

    /// <summary>Submitted until taken.</summary>
    public StageLatency Queue { get; init; }

    /// <summary>Telling duplicates, validating and grouping a commit.</summary>
    public StageLatency Decide { get; init; }

    /// <summary>Writing and flushing a commit.</summary>
    public StageLatency Journal { get; init; }

    /// <summary>Journalled until applied by the books.</summary>
    public StageLatency Delivery { get; init; }

    /// <summary>The last failure of journal or delivery, in words; null when there was none.</summary>
    public string? LastError { get; init; }
}
