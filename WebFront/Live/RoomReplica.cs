using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// Keeps a copy of one live table in step with its grain. It subscribes to the stream <em>before</em> it asks for the snapshot and holds back what comes meanwhile, so nothing falls between the two; a gap
/// or a new epoch is healed by another snapshot; and when the stream is silent for longer than it uses to be, it asks the grain whether there is really nothing to say.
/// </summary>
internal sealed partial class RoomReplica(
    TableId id, LiveSchema schema, ILiveSource source, PushOptions options, PushStatistics statistics, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>A stream that has said nothing for so many watch intervals, and missed something as often, is taken for dead and subscribed anew.</summary>
    private const int IntervalsUntilDead = 2;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(1);

    /// <summary>A grain answers in milliseconds. Where a silo has died with the question, nobody answers: it is asked again, by another way.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TableReplica _table = new(schema);
    private readonly List<LiveUpdate> _held = [];
    private readonly Signal _signal = new(time);
    private readonly StreamRhythm _rhythm = new(options.DoubtAfter, options.WatchInterval, time);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAsyncDisposable? _subscription;
    private Task? _subscribing;
    private bool _inStep;
    private volatile bool _subscriptionFailed;
    private bool _streamIsDead;
    private volatile bool _lost;

    /// <summary>Completes with the first snapshot.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether the last attempt to follow the grain failed: what is shown may be out of date.</summary>
    public bool IsLost => _lost;

    /// <summary>Called after each change, on whatever thread brought it.</summary>
    public Action Changed { get; set; } = static () => { };

    /// <summary>Runs until cancelled; failures are logged and tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan retry = FirstRetry;
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait = retry;
            try
            {
                Exception? streamless = await SubscribeAsync(cancellationToken);
                bool inStep = await StepAsync(ask: streamless is not null, cancellationToken);
                Lose(false);
                if (streamless is not null)
                {
                    Streamless(streamless, id.ToString(), retry.TotalSeconds);
                    retry = Longer(retry);
                }
                else if (inStep)
                {
                    retry = FirstRetry;
                    wait = UntilDoubt();
                }
                else
                {
                    retry = Longer(retry);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                NotInStep(exception, id.ToString(), retry.TotalSeconds);
                Lose(true);
                retry = Longer(retry);
            }

            try
            {
                await _signal.WaitAsync(wait, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Reads under the table's lock; the version cannot move meanwhile.</summary>
    public T Read<T, TArgument>(Func<TableReplica, TArgument, T> read, TArgument argument)
    {
        lock (_gate)
        {
            return read(_table, argument);
        }
    }

    public (long Epoch, long Sequence) Version
    {
        get
        {
            lock (_gate)
            {
                return (_table.Epoch, _table.Sequence);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_subscribing ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await UnsubscribeAsync();
        _signal.Dispose();
    }

    private void Lose(bool lost)
    {
        if (_lost != lost)
        {
            _lost = lost;
            Changed();
        }
    }

    private TimeSpan UntilDoubt()
    {
        lock (_gate)
        {
            return _rhythm.Left;
        }
    }

    private static TimeSpan Longer(TimeSpan retry) => retry < LastRetry ? 2 * retry : LastRetry;

    /// <summary>Sees to a subscription and waits for it no longer than an answer takes. Says why there is none yet: the table then goes on by asking the grain.</summary>
    private async ValueTask<Exception?> SubscribeAsync(CancellationToken cancellationToken)
    {
        if (_subscription is not null && !_subscriptionFailed && !_streamIsDead)
        {
            return null;
        }

        TimeSpan patience = _subscribing is null ? LongestAnswer : TimeSpan.Zero;
        _subscribing ??= SubscribeAnewAsync(cancellationToken);
        try
        {
            await _subscribing.WaitAsync(patience, time, cancellationToken);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
        finally
        {
            if (_subscribing.IsCompleted)
            {
                _subscribing = null;
            }
        }
    }

    private async Task SubscribeAnewAsync(CancellationToken cancellationToken)
    {
        await UnsubscribeAsync();
        lock (_gate)
        {
            _subscriptionFailed = _streamIsDead = false;
        }

        IAsyncDisposable subscription = await source.SubscribeAsync(id, Receive, Fail, cancellationToken);
        lock (_gate)
        {
            _subscription = subscription;
            _inStep = false;
        }
    }

    private async ValueTask UnsubscribeAsync()
    {
        if (_subscription is { } subscription)
        {
            _subscription = null;
            try
            {
                await subscription.DisposeAsync();
            }
            catch (Exception exception)
            {
                // The stream it belonged to may be gone; there is nothing left to leave.
                NotUnsubscribed(exception, id.ToString());
            }
        }
    }

    /// <summary>Brings the table in step where it is not, or checks that a silent stream has nothing to say. False: try again soon.</summary>
    private async Task<bool> StepAsync(bool ask, CancellationToken cancellationToken)
    {
        bool inStep;
        lock (_gate)
        {
            inStep = _inStep;
            if (inStep && !ask && _rhythm.Left > TimeSpan.Zero)
            {
                return true;
            }
        }

        LiveUpdate snapshot = await source.SnapshotAsync(id, cancellationToken).WaitAsync(LongestAnswer, time, cancellationToken);
        bool changed;
        lock (_gate)
        {
            changed = _table.Apply(snapshot) == ApplyResult.Applied;
            _rhythm.Asked(changed);
            if (inStep && _inStep)
            {
                _streamIsDead = _rhythm.Misses >= IntervalsUntilDead && _rhythm.Silence >= IntervalsUntilDead * options.WatchInterval;
            }
            else
            {
                _inStep = ApplyHeld(ref changed);
            }

            inStep = _inStep;
        }

        if (changed && Ready.IsCompleted)
        {
            statistics.Healed();
        }

        if (inStep)
        {
            _ready.TrySetResult();
        }

        Changed();
        return inStep && !_streamIsDead;
    }

    private bool ApplyHeld(ref bool changed)
    {
        bool complete = true;
        foreach (LiveUpdate update in _held)
        {
            ApplyResult result = _table.Apply(update);
            changed |= result == ApplyResult.Applied;
            complete &= result != ApplyResult.Gap;
        }

        _held.Clear();
        return complete;
    }

    private void Receive(LiveUpdate update)
    {
        statistics.Published(LiveTables.ReceivedIn(schema, update));
        lock (_gate)
        {
            _rhythm.Heard();
            if (_inStep)
            {
                ApplyResult result = _table.Apply(update);
                if (result == ApplyResult.Stale)
                {
                    return;
                }

                _inStep = result == ApplyResult.Applied;
            }

            if (!_inStep)
            {
                if (_held.Count == options.MaxHeldUpdates)
                {
                    // Too many to be worth keeping: the gap they leave is found when they are applied, and another snapshot covers them.
                    _held.Clear();
                }

                _held.Add(update);
                _signal.Raise();
                return;
            }
        }

        Changed();
    }

    private void Fail(Exception exception)
    {
        NotInStep(exception, id.ToString(), FirstRetry.TotalSeconds);
        _subscriptionFailed = true;
        _signal.Raise();
    }

    [LoggerMessage(5201, LogLevel.Warning, "Room {Room} is not in step with its grain; next attempt in {RetrySeconds} s")]
    private partial void NotInStep(Exception exception, string room, double retrySeconds);

    [LoggerMessage(5203, LogLevel.Warning, "Room {Room} has no stream and asks its grain meanwhile; next attempt in {RetrySeconds} s")]
    private partial void Streamless(Exception exception, string room, double retrySeconds);

    [LoggerMessage(5202, LogLevel.Debug, "Room {Room} could not leave its stream")]
    private partial void NotUnsubscribed(Exception exception, string room);
}
