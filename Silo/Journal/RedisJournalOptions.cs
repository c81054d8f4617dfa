namespace TradingAnalytics.Silo.Journal;

/// <summary>The journal of a cluster, in Redis. Section <c>Cluster:Journal</c>.</summary>
public sealed class RedisJournalOptions
{
    public const string Section = "Cluster:Journal";

    /// <summary>What Redis must be set to (<c>appendfsync</c>), <c>always</c>, <c>everysec</c> or <c>no</c>: acknowledged means flushed to disk, written and flushed within a second, or in memory. A Redis that does less is refused.</summary>
    public string Fsync { get; set; } = "always";

    /// <summary>Replicas that must have a batch, too, before it is acknowledged.</summary>
    public int Replicas { get; set; }

    /// <summary>A silo that holds the market and gives no sign for so long is taken to be gone, and another takes over.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long frames are kept. No less than <c>Deduplication:Window</c>, else whoever takes over knows fewer ticks again.</summary>
    public TimeSpan RetainFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Beyond so much the oldest frames go earlier. Frames that a stored state still needs are kept in any case.</summary>
    public long RetainBytes { get; set; } = 2L << 30;

    /// <summary>How long a push may wait for the journal before its sender is told to send it again.</summary>
    public TimeSpan PushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public void Validate()
    {
        if (Fsync is not ("always" or "everysec" or "no"))
        {
            throw new ArgumentException($"{Section}:Fsync is '{Fsync}': use always, everysec or no, as Redis's appendfsync.");
        }

        if (Replicas is < 0 or > 100)
        {
            throw new ArgumentException($"{Section}:Replicas is {Replicas}: give 0 to 100.");
        }

        if (LeaseTime < TimeSpan.FromSeconds(1) || LeaseTime > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"{Section}:LeaseTime is {LeaseTime}: give one second to one minute, such as 00:00:04.");
        }

        if (RetainFor < TimeSpan.FromMinutes(1) || RetainBytes < 1 << 20)
        {
            throw new ArgumentException($"{Section}:RetainFor is {RetainFor} and {Section}:RetainBytes {RetainBytes}: give a minute and 1048576 or more.");
        }

        if (PushTimeout < TimeSpan.FromMilliseconds(100) || PushTimeout > TimeSpan.FromSeconds(25))
        {
            throw new ArgumentException($"{Section}:PushTimeout is {PushTimeout}: give 0.1 to 25 seconds, such as 00:00:05.");
        }
    }
}
