using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// A watched live table and everyone watching it. One loop serves all its clients: woken when the table advances, it gives each client that is due and whose last write was taken one frame. A client
/// whose write is pending is passed over, so it delays nobody and costs no memory; when it reads again it gets everything since as one delta.
/// </summary>
internal sealed partial class Room : IAsyncDisposable
{
    private readonly PushOptions _options;
    private readonly PushPace _pace;
    private readonly PushStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RoomReplica _replica;
    private readonly FrameCache _frames;
    private readonly Signal _signal;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private int _joined;
    private Subscription[] _subscriptions = [];
    private long _emptySince;
    private Task _running = Task.CompletedTask;

    public Room(TableId id, ILiveSource source, PushOptions options, PushPace pace, PushStatistics statistics, TimeProvider time, ILogger logger)
    {
        Name = id.ToString();
        Id = id;
        _options = options;
        _pace = pace;
        _statistics = statistics;
        _time = time;
        _logger = logger;
        _signal = new Signal(time);
        _replica = new RoomReplica(id, LiveTables.SchemaOf(id), source, options, statistics, time, logger) { Changed = _signal.Raise };
        _frames = new FrameCache(id, _replica);
        _emptySince = time.GetTimestamp();
    }

    public string Name { get; }

    public TableId Id { get; }

    /// <summary>Completes when the room can show something.</summary>
    public Task Ready => _replica.Ready;

    /// <summary>Whether it has lost touch with its source.</summary>
    public bool IsLost => _replica.IsLost;

    public (long Epoch, long Sequence) Version => _replica.Version;

    public int Count => Volatile.Read(ref _subscriptions).Length;

    /// <summary>Whether nobody has watched it for as long as rooms linger.</summary>
    public bool IsAbandoned => Count == 0 && _time.GetElapsedTime(Volatile.Read(ref _emptySince)) >= _options.Linger;

    /// <param name="abandoned">Asked when nobody watches any more; true ends the room.</param>
    public void Start(Func<Room, bool> abandoned) =>
        _running = Task.Run(() => Task.WhenAll(_replica.RunAsync(_stop.Token), PumpAsync(abandoned, _stop.Token)));

    public void Add(Subscription subscription)
    {
        lock (_gate)
        {
            subscription.Number = _joined++;
            _subscriptions = [.. _subscriptions, subscription];
        }

        _signal.Raise();
    }

    public void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
            if (_subscriptions.Length == 0)
            {
                Volatile.Write(ref _emptySince, _time.GetTimestamp());
            }
        }

        _signal.Raise();
    }

    /// <summary>Looks again at once: a client asked for a snapshot.</summary>
    public void Wake() => _signal.Raise();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _replica.DisposeAsync();
        _signal.Dispose();
        _stop.Dispose();
    }

    private async Task PumpAsync(Func<Room, bool> abandoned, CancellationToken cancellationToken)
    {
        try
        {
            while (!(IsAbandoned && abandoned(this)))
            {
                await _signal.WaitAsync(GuardedPass(), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await _stop.CancelAsync();
    }

    /// <summary>One client's or frame's failure must not end the room for all.</summary>
    private TimeSpan GuardedPass()
    {
        try
        {
            return Pass();
        }
        catch (Exception exception)
        {
            PassFailed(exception, Name);
            return _options.WatchInterval;
        }
    }

    /// <summary>Gives every client what it is due; says how long until another is, should nothing else happen.</summary>
    private TimeSpan Pass()
    {
        Subscription[] subscriptions = Volatile.Read(ref _subscriptions);
        TimeSpan wait = subscriptions.Length == 0 ? _options.Linger : _options.StalledAfter;
        if (!Ready.IsCompleted)
        {
            return wait;
        }

        TimeSpan floor = _pace.Floor;
        foreach (Subscription subscription in subscriptions)
        {
            long now = _time.GetTimestamp();
            TimeSpan next;
            if (subscription is { IsWriting: true, WasTaken: false })
            {
                next = Hold(subscription, now);
            }
            else if (Due(subscription, now) is var due && due > TimeSpan.Zero)
            {
                next = due;
            }
            else
            {
                Serve(subscription, now, floor);
                continue;
            }

            wait = next < wait ? next : wait;
        }

        return wait;
    }

    /// <summary>How long until a client may be sent something; what it asked for, and what it must be told, goes at once.</summary>
    private TimeSpan Due(Subscription subscription, long now)
    {
        subscription.TakeWish();
        bool atOnce = subscription.SnapshotWanted || subscription.OptionsTaken || subscription.Resuming || subscription.GapTold != _replica.IsLost;
        return atOnce || subscription.Pace.DueAt <= now ? TimeSpan.Zero : _time.GetElapsedTime(now, subscription.Pace.DueAt);
    }

    /// <summary>Sends the client what it lacks, and before it what it must know; stops where its connection does not take a message at once.</summary>
    private void Serve(Subscription subscription, long now, TimeSpan floor)
    {
        SubscriptionPace pace = subscription.Pace;
        (TimeSpan interval, PaceReason reason) = pace.InForce(floor);
        if (subscription.IsWriting)
        {
            pace.Late(subscription.Took, interval, _options.SlowInterval);
            subscription.IsWriting = false;
            (interval, reason) = pace.InForce(floor);
        }

        if (subscription.GapTold != _replica.IsLost && !subscription.SnapshotWanted && !subscription.Resuming)
        {
            subscription.GapTold = !subscription.GapTold;
            FramePart note = subscription.GapTold ? Notes.Gap(Id) : Notes.Resync(Id, ResyncReason.GapClosed, snapshot: false);
            if (!Write(subscription, WireMessages.Of(subscription.Target.Format, [note]), now))
            {
                return;
            }
        }

        if (subscription.OptionsTaken && !subscription.SnapshotWanted)
        {
            subscription.OptionsTaken = false;
            if (!Write(subscription, WireMessages.Of(subscription.Target.Format, [Notes.Resync(Id, ResyncReason.Options, snapshot: false)]), now))
            {
                return;
            }
        }

        if (_frames.For(subscription) is { } frame)
        {
            subscription.Advance(frame);
            (pace.Share, pace.DueAt) = reason == PaceReason.Crowd ? (0, _pace.NextTurn(subscription.Number, now, interval)) : _pace.NextDue(pace.Share, now, interval);
            PushMessage message = frame.In(subscription.Target.Format);
            _statistics.Sent(frame.IsSnapshot, frame.IsSnapshot ? 0 : Math.Max(0, frame.Sequence - frame.From - 1), message.Bytes.Length);
            if (!Write(subscription, message, now))
            {
                return;
            }

            _statistics.Delivered(frame.ReceivedUnixMicroseconds);
            pace.Prompt();
        }

        if (subscription.GapTold != _replica.IsLost)
        {
            // A client that has just come is told after its snapshot.
            _signal.Raise();
        }

        if (interval != pace.Told)
        {
            pace.Tell(interval);
            Write(subscription, WireMessages.Of(subscription.Target.Format, [Notes.Status(Id, interval, reason, subscription.Merged)]), now);
        }
    }

    /// <summary>False: the connection has not taken it yet, and until it has, nothing more is sent to it.</summary>
    private bool Write(Subscription subscription, PushMessage message, long now)
    {
        ValueTask write = subscription.Target.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            return true;
        }

        subscription.WritingSince = now;
        subscription.IsWriting = true;
        subscription.WasTaken = false;
        _ = FinishAsync(subscription, write);
        _statistics.Waited();
        return false;
    }

    private async Task FinishAsync(Subscription subscription, ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection ended; its subscriptions go with it.
        }

        subscription.Took = _time.GetElapsedTime(subscription.WritingSince);

        // Before the signal: the pass it brings about must find it so.
        subscription.WasTaken = true;
        _signal.Raise();
    }

    /// <summary>Waits for a client that does not read, but not for ever.</summary>
    private TimeSpan Hold(Subscription subscription, long now)
    {
        TimeSpan left = _options.StalledAfter - _time.GetElapsedTime(subscription.WritingSince, now);
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _statistics.Aborted();
        ClientStalled(subscription.Target.Id, Name, _options.StalledAfter.TotalSeconds);
        subscription.Target.Drop($"Nothing of {Name} was taken for {_options.StalledAfter.TotalSeconds:0.#} s: read faster, or ask for a longer interval, fewer fields or fewer strikes.");
        Remove(subscription);
        return _options.StalledAfter;
    }

    [LoggerMessage(5210, LogLevel.Error, "Room {Room} could not serve its clients")]
    private partial void PassFailed(Exception exception, string room);

    [LoggerMessage(5211, LogLevel.Warning, "Client {Connection} took nothing of {Room} for {Seconds} s and is disconnected")]
    private partial void ClientStalled(string connection, string room, double seconds);
}
