namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// One client watching one room. It remembers which version the client was last sent, never a message: whatever happened since is one delta, made when the client can take it. Touched by its room's
/// loop only, but for the wish.
/// </summary>
internal sealed class Subscription
{
    private readonly Lock _gate = new();
    private Wish? _wish;
    private long _merged;
    private bool _wasTaken;

    public Subscription(IPushTarget target, Wish wish)
    {
        Target = target;
        View = wish.View;
        Pace = new SubscriptionPace(wish.Interval);
        _wish = wish;
    }

    public IPushTarget Target { get; }

    public TableView View { get; private set; }

    public SubscriptionPace Pace { get; }

    /// <summary>How many joined the room before it.</summary>
    public int Number { get; set; }

    /// <summary>A snapshot goes next.</summary>
    public bool SnapshotWanted { get; set; }

    /// <summary>The client waits to be told that its new options hold.</summary>
    public bool OptionsTaken { get; set; }

    /// <summary>The version below is what the client says it holds, and it waits for an answer.</summary>
    public bool Resuming { get; set; }

    /// <summary>What the client holds when it has read all it was sent.</summary>
    public long Epoch { get; private set; }

    public long Sequence { get; private set; }

    public StrikeRange Range { get; private set; } = StrikeRange.All;

    /// <summary>The client knows that the room lost touch with its source.</summary>
    public bool GapTold { get; set; }

    /// <summary>Updates that went out inside a later, larger delta.</summary>
    public long Merged => Interlocked.Read(ref _merged);

    /// <summary>A message was not taken at once; what that says of the client's pace is not drawn yet.</summary>
    public bool IsWriting { get; set; }

    /// <summary>By now it was taken; set by the write, from any thread.</summary>
    public bool WasTaken
    {
        get => Volatile.Read(ref _wasTaken);
        set => Volatile.Write(ref _wasTaken, value);
    }

    /// <summary>Timestamp at which that message was written.</summary>
    public long WritingSince { get; set; }

    /// <summary>How long the last one took that was not taken at once.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>Changes what the client wants; from any thread.</summary>
    public void Post(Wish wish)
    {
        lock (_gate)
        {
            _wish = wish.After(_wish);
        }
    }

    /// <summary>Takes up what was posted. A client with another view needs a snapshot.</summary>
    public void TakeWish()
    {
        Wish? wish;
        lock (_gate)
        {
            (wish, _wish) = (_wish, null);
        }

        if (wish is null)
        {
            return;
        }

        SnapshotWanted |= wish.Snapshot || (wish.View != View && wish.Resume is null);
        OptionsTaken |= wish.Configures;
        View = wish.View;
        Pace.Ask(wish.Interval);
        Pace.Tell(wish.Told.Interval);
        if (wish.Resume is { } point)
        {
            (Epoch, Sequence, Resuming, SnapshotWanted) = (point.Epoch, point.Sequence, true, false);
        }
    }

    /// <summary>The client is sent a frame.</summary>
    public void Advance(Frame frame)
    {
        Epoch = frame.Epoch;
        Sequence = frame.Sequence;
        Range = frame.Range;
        Resuming = false;
        OptionsTaken &= !(frame.IsSnapshot && SnapshotWanted);
        SnapshotWanted &= !frame.IsSnapshot;
        Interlocked.Add(ref _merged, frame.IsSnapshot ? 0 : Math.Max(0, frame.Sequence - frame.From - 1));
    }
}
