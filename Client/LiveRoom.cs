using System.Text.Json;

namespace TradingAnalytics.Client;

/// <summary>
/// A room and its copy. While <see cref="State"/> is <see cref="RoomState.InStep"/> the copy at its version equals what the server shows for the options it was made with; whenever that cannot be said,
/// the state changes first. Events come one after another, on the connection's thread; handlers must be quick and must not wait for the client.
/// </summary>
public sealed class LiveRoom
{
    private readonly Lock _gate = new();
    private readonly RoomTable _table = new();
    private RoomOptions _inForce;
    private TaskCompletionSource? _taken;
    private RoomOptions? _pending;
    private bool _gapOpen;

    internal LiveRoom(string name, RoomOptions options)
    {
        Name = name;
        Options = options;
        _inForce = options;
    }

    /// <summary>The copy moved on, or was replaced.</summary>
    public event Action<LiveRoom>? Changed;

    public event Action<LiveRoom, RoomState>? StateChanged;

    /// <summary>The copy is or was replaced out of turn, or goes on after a gap.</summary>
    public event Action<LiveRoom, ResyncNotice>? Resynced;

    public event Action<LiveRoom, PaceNotice>? PaceChanged;

    public string Name { get; }

    /// <summary>What was asked for last.</summary>
    public RoomOptions Options { get; internal set; }

    /// <summary>What the copy was made with: another than <see cref="Options"/> until a change has come through, null while there is no copy.</summary>
    public RoomOptions? CopyOptions { get; private set; }

    public RoomState State { get; private set; }

    /// <summary>Why the server refused, in its words.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Calls about this room go to the server one after another.</summary>
    internal SemaphoreSlim Calls { get; } = new(1);

    /// <summary>The server has the room on this connection, with the options asked for last; its copy may still be on its way.</summary>
    internal bool IsSubscribed { get; set; }

    /// <summary>Left: nothing is asked for it any more.</summary>
    internal bool IsLeft { get; set; }

    /// <summary>Reads the copy while it does not move.</summary>
    public T Read<T>(Func<RoomTable, T> read)
    {
        lock (_gate)
        {
            return read(_table);
        }
    }

    /// <summary>The version to go on from, when the copy was made with the options asked for.</summary>
    internal (long Epoch, long Sequence)? ResumePoint()
    {
        lock (_gate)
        {
            return _table.IsLoaded && _table.Sequence > 0 && CopyOptions == Options ? (_table.Epoch, _table.Sequence) : null;
        }
    }

    /// <summary>A subscription begins on a connection: what comes from now on is by the options asked for.</summary>
    internal void Begin()
    {
        IsSubscribed = false;
        _inForce = Options;
    }

    /// <summary>Other options go to the server. The copy has the old ones until the server says that these hold.</summary>
    /// <returns>Completes when it has.</returns>
    internal Task Expect(RoomOptions options)
    {
        _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending = options;
        return _taken.Task;
    }

    /// <summary>The connection has gone, and with it whatever the server was going to say.</summary>
    internal void Lose()
    {
        IsSubscribed = false;
        _gapOpen = false;
        _pending = null;
        _taken?.TrySetResult();
        Become(RoomState.Waiting);
    }

    internal void Become(RoomState state, string? refusal = null)
    {
        Refusal = refusal;
        if (State != state)
        {
            State = state;
            StateChanged?.Invoke(this, state);
        }
    }

    internal void OnSnapshot(JsonElement table)
    {
        lock (_gate)
        {
            _table.ApplySnapshot(table);
            CopyOptions = _inForce;
        }

        Settle();
        Changed?.Invoke(this);
    }

    /// <summary>False: it does not follow on, and a snapshot is needed.</summary>
    internal bool OnDelta(JsonElement delta)
    {
        DeltaOutcome outcome;
        lock (_gate)
        {
            outcome = _table.ApplyDelta(delta);
        }

        if (outcome == DeltaOutcome.Applied)
        {
            Settle();
            Changed?.Invoke(this);
        }

        // While an answer is awaited what does not follow on is what it will replace.
        if (outcome != DeltaOutcome.Gap || State is RoomState.Waiting or RoomState.Refused)
        {
            return true;
        }

        Become(RoomState.Waiting);
        Resynced?.Invoke(this, new ResyncNotice("client", "An update did not follow on from the copy: the room is asked for afresh."));
        return false;
    }

    internal void OnGap()
    {
        _gapOpen = true;
        if (State == RoomState.InStep)
        {
            Become(RoomState.Gap);
        }
    }

    internal void OnResync(JsonElement note)
    {
        string reason = note.GetProperty("reason").GetString()!;
        bool snapshot = note.GetProperty("snapshot").GetBoolean();
        if (reason == "gapClosed")
        {
            _gapOpen = false;
            if (State == RoomState.Gap)
            {
                Become(RoomState.InStep);
            }
        }
        else if (reason == "options" && _pending is { } options)
        {
            (_inForce, _pending) = (options, null);
            lock (_gate)
            {
                CopyOptions = snapshot || !_table.IsLoaded ? CopyOptions : options;
            }

            _taken?.TrySetResult();
        }

        Resynced?.Invoke(this, new ResyncNotice(reason, note.GetProperty("detail").GetString()!));
    }

    internal void OnPace(JsonElement note) => PaceChanged?.Invoke(
        this, new PaceNotice(TimeSpan.FromMilliseconds(note.GetProperty("interval").GetDouble()), note.GetProperty("reason").GetString()!, note.GetProperty("merged").GetInt64()));

    private void Settle() => Become(_gapOpen ? RoomState.Gap : RoomState.InStep);
}
