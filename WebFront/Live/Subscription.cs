namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// One client watching one room. It remembers which version the client was last sent, never a message: whatever happened since is one delta, made when the client can take it. Touched by its room's
/// loop only, but for <see cref="SnapshotWanted"/>.
/// </summary>
internal sealed class Subscription(IPushTarget target)
{
    private volatile bool _snapshotWanted = true;

    public IPushTarget Target { get; } = target;

    /// <summary>A snapshot goes first, and again when the client asks anew.</summary>
    public bool SnapshotWanted
    {
        get => _snapshotWanted;
        set => _snapshotWanted = value;
    }

    /// <summary>What the client holds when it has read all it was sent.</summary>
    public long Epoch { get; set; }

    public long Sequence { get; set; }

    /// <summary>Timestamp before which nothing more is sent.</summary>
    public long DueAt { get; set; }

    /// <summary>The write its connection has not taken yet.</summary>
    public Task? Pending { get; set; }

    /// <summary>Timestamp at which that began.</summary>
    public long PendingSince { get; set; }
}
