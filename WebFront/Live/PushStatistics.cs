namespace TradingAnalytics.WebFront.Live;

/// <summary>What the push side has done since start. Counted from any thread.</summary>
public sealed class PushStatistics(TimeProvider time)
{
    private long _newest;
    private long _snapshots;
    private long _deltas;
    private long _merged;
    private long _bytes;
    private long _waits;
    private long _stalled;
    private long _heals;

    /// <summary>Snapshots sent to clients.</summary>
    public long Snapshots => Interlocked.Read(ref _snapshots);

    /// <summary>Deltas sent to clients.</summary>
    public long Deltas => Interlocked.Read(ref _deltas);

    /// <summary>Updates that went out inside a later, larger delta.</summary>
    public long Merged => Interlocked.Read(ref _merged);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Messages a client's connection did not take at once: until it had, nothing more was sent to it.</summary>
    public long Waits => Interlocked.Read(ref _waits);

    /// <summary>Clients disconnected because they took nothing for too long.</summary>
    public long Stalled => Interlocked.Read(ref _stalled);

    /// <summary>Times a room had missed something and fetched a snapshot.</summary>
    public long Heals => Interlocked.Read(ref _heals);

    /// <summary>From ingress to this process having what was published.</summary>
    internal LatencyWindow Publish { get; } = new(time);

    /// <summary>From ingress to a client's socket having taken it.</summary>
    internal LatencyWindow Socket { get; } = new(time);

    /// <summary>Seconds since ingress took the newest tick seen here; NaN when none was.</summary>
    internal double SecondsSinceReceived() => Interlocked.Read(ref _newest) is var newest && newest > 0 ? Since(newest) : double.NaN;

    /// <summary>An update has come.</summary>
    /// <param name="receivedUnixMicroseconds">When ingress took the newest tick in it; 0 when it does not say.</param>
    internal void Published(long receivedUnixMicroseconds)
    {
        if (receivedUnixMicroseconds > 0)
        {
            Interlocked.Exchange(ref _newest, Math.Max(Interlocked.Read(ref _newest), receivedUnixMicroseconds));
            Publish.Add(Since(receivedUnixMicroseconds));
        }
    }

    /// <summary>A client's connection has taken a delta at once.</summary>
    internal void Delivered(long receivedUnixMicroseconds)
    {
        if (receivedUnixMicroseconds > 0)
        {
            Socket.Add(Since(receivedUnixMicroseconds));
        }
    }

    internal void Sent(bool snapshot, long merged, int bytes)
    {
        Interlocked.Increment(ref snapshot ? ref _snapshots : ref _deltas);
        Interlocked.Add(ref _merged, merged);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void Waited() => Interlocked.Increment(ref _waits);

    internal void Aborted() => Interlocked.Increment(ref _stalled);

    internal void Healed() => Interlocked.Increment(ref _heals);

    /// <summary>Not below 0: ingress may run on another machine, with a clock that is ahead.</summary>
    private double Since(long unixMicroseconds) => Math.Max(0, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - (unixMicroseconds / 1e6));
}
