using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>
/// The one way in: what all feeds submit is told from duplicates, validated, grouped by route, journalled with one flush per commit, acknowledged and delivered to the books.
/// One loop decides and journals; deliveries run beside it, one per product, and hold the loop (and with it the submitters) back when too much is undelivered.
/// </summary>
public sealed partial class TickIngress : ITickSink, IIngressStatus, IAsyncDisposable
{
    /// <summary>How far back duplicates are looked for after a restart, in received time.</summary>
    private readonly TimeSpan _memory;
    private readonly TickDeduplicator _deduplicator;
    private readonly TickValidator _validator;
    private readonly ITickJournal _journal;
    private readonly ITickRouter _router;
    private readonly IngressOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Submission> _queue;
    private readonly CommitBuilder _commit;
    private readonly DeliveryBudget _budget;
    private readonly IngressMeter _meter;
    private readonly Dictionary<ProductId, DeliveryLane> _lanes = [];
    private readonly Lock _lanesGate = new();
    private readonly List<Submission> _inCommit = [];
    private readonly CancellationTokenSource _abort = new();
    private Submission? _current;
    private Task? _running;
    private long _queuedTicks;
    private long _received;
    private long? _restored;
    private int _restoredFrames;
    private long _restoredTicks;

    /// <param name="validator">Used by this ingress alone.</param>
    /// <param name="deduplication">Its window is also what is read back from the journal at start.</param>
    /// <param name="journal">Where accepted ticks go first.</param>
    /// <param name="deadLetters">Where refused ticks go.</param>
    /// <param name="router">Where accepted ticks go then.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Optional.</param>
    /// <param name="meters">Optional; without it the metrics are on a meter of their own.</param>
    public TickIngress(
        TickValidator validator,
        DeduplicationOptions deduplication,
        ITickJournal journal,
        IDeadLetterStore deadLetters,
        ITickRouter router,
        IngressOptions options,
        TimeProvider time,
        ILogger<TickIngress>? logger = null,
        IMeterFactory? meters = null)
    {
        options.Validate();
        _memory = deduplication.Window;
        _deduplicator = new TickDeduplicator(deduplication);
        _validator = validator;
        _journal = journal;
        _router = router;
        _options = options;
        _time = time;
        _logger = logger ?? NullLogger<TickIngress>.Instance;
        _queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(options.MaxQueuedSubmissions) { SingleReader = true });
        _commit = new CommitBuilder(_deduplicator, validator, deadLetters, options);
        _budget = new DeliveryBudget(options.MaxUndeliveredTicks);
        _meter = new IngressMeter(time, meters, () => Statistics);
    }

    /// <summary>The counters now.</summary>
    public IngressStatistics Statistics => _meter.Read() with
    {
        QueuedSubmissions = _queue.Reader.Count,
        QueuedTicks = Math.Max(0, Volatile.Read(ref _queuedTicks)),
        UndeliveredTicks = _budget.Used,
        LaggingProducts = LaggingProducts(),
        LastSequence = _journal.LastSequence,
        RememberedIds = _deduplicator.Count,
        IdsEvictedEarly = _deduplicator.EvictedEarly,
    };

    /// <inheritdoc/>
    public IngressFigures Read()
    {
        IngressStatistics now = Statistics;
        return new IngressFigures
        {
            Accepted = now.Accepted,
            Duplicated = now.Duplicated,
            Refused = now.Refused,
            RefusedByReason = now.RefusedByReason.ToDictionary(entry => JsonNamingPolicy.CamelCase.ConvertName(entry.Key.ToString()), entry => entry.Value),
            TicksPerSecond = now.TicksPerSecond,
            QueuedTicks = now.QueuedTicks,
            UndeliveredTicks = now.UndeliveredTicks,
            JournalSequence = now.LastSequence,
        };
    }

    /// <summary>
    /// Reads back from the journal, as far as it goes by now, what the rules must remember. May be called again and again before the start, while another writes the journal: the start then has only the rest
    /// to read.
    /// </summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_running is not null)
        {
            throw new InvalidOperationException("The ingress is started already.");
        }

        await Task.Run(() => Restore(cancellationToken), cancellationToken);
    }

    /// <summary>Reads back from the journal what the rules must remember, then begins to take submissions.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await FollowAsync(cancellationToken);
        LogRestored(_restoredFrames, _restoredTicks, _journal.LastSequence);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ticks.IsEmpty)
        {
            return new SubmitResult(0, 0, 0, []);
        }

        var submission = new Submission(ticks, origin, _time.GetTimestamp());
        Interlocked.Add(ref _queuedTicks, submission.Count);
        try
        {
            if (!_queue.Writer.TryWrite(submission))
            {
                await _queue.Writer.WriteAsync(submission, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            Interlocked.Add(ref _queuedTicks, -submission.Count);
            throw exception is ChannelClosedException ? new InvalidOperationException("The ingress is stopping and takes no more ticks. Send them again when it runs.") : exception;
        }

        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (state, token) => ((Submission)state!).Cancel(token), submission);
        return await submission.Done;
    }

    /// <summary>
    /// Takes no more, decides and journals what is queued, and delivers it. When <paramref name="cancellationToken"/> ends the wait, deliveries are given up; what they would
    /// have brought is in the journal.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        try
        {
            if (_running is not null)
            {
                await _running.WaitAsync(cancellationToken);
                await Task.WhenAll(Lanes().Select(lane => lane.Idle)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _abort.CancelAsync();
            await (_running ?? Task.CompletedTask);
            await Task.WhenAll(Lanes().Select(lane => lane.Idle));
        }

        GiveUp(new InvalidOperationException("The ingress was stopped before it took these ticks. Send them again when it runs."));
    }

    /// <summary>Stops without waiting for the books.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _abort.Dispose();
    }

    private void Restore(CancellationToken cancellationToken)
    {
        long after = _restored ?? _journal.LastSequenceBefore(Tick.MicrosecondsOf(_time.GetUtcNow() - _memory));
        foreach (TickFrame frame in _journal.Read(after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _deduplicator.Restore(in frame);
            _validator.Restore(in frame);
            _received = Math.Max(_received, frame.ReceivedUnixMicroseconds);
            _restored = frame.Sequence;
            _restoredFrames++;
            _restoredTicks += frame.Count;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (_current is not null || await _queue.Reader.WaitToReadAsync(_abort.Token))
            {
                await _budget.WaitAsync(_abort.Token);
                long startedAt = _time.GetTimestamp();
                long queuedSince = Gather(startedAt);
                if (_commit.Decided > 0)
                {
                    _meter.Decided(_commit.Duplicated, _commit.RefusedByReason, queuedSince, startedAt);
                    await CommitAsync();
                    _commit.Clear();
                }

                _inCommit.Clear();
            }
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            GiveUp(new InvalidOperationException("The ingress was stopped before it took all of these ticks. Send them again when it runs."));
        }
        catch (Exception exception)
        {
            LogBroken(exception);
            GiveUp(new InvalidOperationException("The ingress has failed and takes no more ticks. See the log, and start the process again.", exception));
        }
    }

    private void GiveUp(Exception exception)
    {
        _queue.Writer.TryComplete();
        _current?.Fail(exception);
        foreach (Submission submission in _inCommit)
        {
            submission.Fail(exception);
        }

        while (_queue.Reader.TryRead(out Submission? left))
        {
            left.Fail(exception);
        }
    }

    /// <summary>Fills the commit from what is queued. Answers when the oldest of it was submitted.</summary>
    private long Gather(long startedAt)
    {
        long queuedSince = startedAt;

        // Strictly rising, so that a receipt time names a commit.
        _received = Math.Max(_received + 1, Tick.MicrosecondsOf(_time.GetUtcNow()));
        while (_commit.Decided < _options.MaxTicksPerCommit && (_current is not null || _queue.Reader.TryRead(out _current)))
        {
            Submission submission = _current;
            lock (submission.Gate)
            {
                if (submission.IsGivenUp)
                {
                    Interlocked.Add(ref _queuedTicks, submission.Decided - submission.Count);
                    _current = null;
                    continue;
                }

                int before = submission.Decided;
                _commit.Take(submission, _received);
                Interlocked.Add(ref _queuedTicks, before - submission.Decided);
            }

            queuedSince = Math.Min(queuedSince, submission.SubmittedAt);
            _inCommit.Add(submission);
            if (submission.Decided == submission.Count)
            {
                _current = null;
            }
        }

        return queuedSince;
    }

    private async Task CommitAsync()
    {
        IReadOnlyList<TickFrame> frames = [];
        if (_commit.Ticks > 0)
        {
            long startedAt = _time.GetTimestamp();
            try
            {
                frames = await _journal.AppendAsync(_commit.Encode(_received), CancellationToken.None);
            }
            catch (Exception exception)
            {
                // A full disk must not end the process: who sent the ticks is told, and may send them again.
                _commit.Forget();
                _meter.CommitFailed(exception);
                LogCommitFailed(exception, _commit.Ticks);
                foreach (Submission submission in _inCommit)
                {
                    submission.Fail(exception);
                }

                return;
            }

            _meter.Committed(_commit.Ticks, startedAt);
        }

        foreach (Submission submission in _inCommit)
        {
            if (submission.Decided == submission.Count)
            {
                submission.Complete();
            }
        }

        Dispatch(frames);
    }

    private void Dispatch(IReadOnlyList<TickFrame> frames)
    {
        long journalledAt = _time.GetTimestamp();
        for (int i = 0; i < frames.Count; i++)
        {
            TickFrame frame = frames[i];
            LaneOf(frame.Route.Product).Add(in frame, journalledAt);
        }

        for (int i = 0; i < frames.Count; i++)
        {
            LaneOf(frames[i].Route.Product).Start();
        }
    }

    private DeliveryLane LaneOf(ProductId product)
    {
        if (!_lanes.TryGetValue(product, out DeliveryLane? lane))
        {
            lane = new DeliveryLane(product, _router, _journal, _budget, _options, _meter, _time, _logger, _abort.Token);
            lock (_lanesGate)
            {
                _lanes.Add(product, lane);
            }
        }

        return lane;
    }

    private DeliveryLane[] Lanes()
    {
        lock (_lanesGate)
        {
            return [.. _lanes.Values];
        }
    }

    private int LaggingProducts() => Lanes().Count(lane => lane.IsLagging);

    [LoggerMessage(2001, LogLevel.Information, "Ingress remembers {Ticks} ticks of {Frames} frames from the journal, which ends at frame {LastSequence}")]
    private partial void LogRestored(int frames, long ticks, long lastSequence);

    [LoggerMessage(2003, LogLevel.Critical, "The ingress has failed")]
    private partial void LogBroken(Exception exception);

    [LoggerMessage(2002, LogLevel.Error, "{Ticks} ticks could not be journalled and were given back to their senders")]
    private partial void LogCommitFailed(Exception exception, int ticks);
}
