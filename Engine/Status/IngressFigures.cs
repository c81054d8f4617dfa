namespace TradingAnalytics.Engine.Status;

/// <summary>The ingress at one moment. Counts are since start.</summary>
public sealed record IngressFigures
{
    public static IngressFigures None { get; } = new();

    /// <summary>Ticks journalled.</summary>
    public long Accepted { get; init; }

    /// <summary>Ticks dropped as seen before.</summary>
    public long Duplicated { get; init; }

    /// <summary>Ticks in the dead-letter store.</summary>
    public long Refused { get; init; }

    /// <summary>Refused ticks by reason (camelCase).</summary>
    public IReadOnlyDictionary<string, long> RefusedByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>Accepted ticks per second over the last seconds.</summary>
    public double TicksPerSecond { get; init; }

    /// <summary>Ticks submitted and not yet journalled.</summary>
    public long QueuedTicks { get; init; }

    /// <summary>Ticks journalled and not yet applied by the books.</summary>
    public long UndeliveredTicks { get; init; }

    /// <summary>Sequence of the journal's last frame.</summary>
    public long JournalSequence { get; init; }
}
