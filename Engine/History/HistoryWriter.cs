using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Status;

namespace TradingAnalytics.Engine.History;

/// <summary>
/// Takes rows from the live side and writes them behind it, in batches, by one loop. Giving it rows never waits: where the disk cannot follow, rows wait up to
/// <see cref="HistoryOptions.MaxQueuedRows"/>, and what comes beyond is dropped and counted. A batch the store refuses is tried again until it is taken.
/// </summary>
public sealed partial class HistoryWriter : IHistoryStatus
{
    private readonly IHistoryStore _store;
    private readonly HistoryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<HistoryWriter> _logger;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private long _queued;
    private long _written;
    private long _dropped;
    private long _failures;
    private volatile string? _fault;

    public HistoryWriter(IHistoryStore store, HistoryOptions options, TimeProvider time, ILogger<HistoryWriter> logger)
    {
        _store = store;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Queues a batch; false when it was dropped, for want of room or because the writer is stopping.</summary>
    public bool TryWrite(HistoryBatch batch) => TryQueue(new Waiting(batch, null));

    /// <summary>Queues a batch and waits until the store has it.</summary>
    /// <exception cref="HistoryUnavailableException">There is no room, or the writer is stopping.</exception>
    public async Task WriteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryQueue(new Waiting(batch, written)))
        {
            throw new HistoryUnavailableException($"History takes no more: {_options.MaxQueuedRows} rows wait for the disk, or the server is stopping.");
        }

        await written.Task.WaitAsync(cancellationToken);
    }

    private bool TryQueue(Waiting waiting)
    {
        HistoryBatch batch = waiting.Batch;
        if (Interlocked.Add(ref _queued, batch.Count) <= _options.MaxQueuedRows && _queue.Writer.TryWrite(waiting))
        {
            return true;
        }

        Interlocked.Add(ref _queued, -batch.Count);
        if (Interlocked.Add(ref _dropped, batch.Count) == batch.Count)
        {
            LogDropping(_options.MaxQueuedRows);
        }

        return false;
    }

    /// <summary>No more rows come: <see cref="RunAsync"/> ends when those queued are written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public HistoryFigures Read() => new()
    {
        Written = Interlocked.Read(ref _written),
        Queued = Interlocked.Read(ref _queued),
        Dropped = Interlocked.Read(ref _dropped),
        Failures = Interlocked.Read(ref _failures),
        Fault = _fault,
        Bytes = _store.Bytes,
    };

    /// <summary>Writes until completed or cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var metrics = new List<MetricRow>();
        var bars = new List<BarRow>();
        var snapshots = new List<MarketSnapshot>();
        var askers = new List<TaskCompletionSource>();
        long trimmed = _time.GetTimestamp();
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            metrics.Clear();
            bars.Clear();
            snapshots.Clear();
            askers.Clear();
            while (metrics.Count + bars.Count < _options.MaxBatchRows && _queue.Reader.TryRead(out Waiting next))
            {
                metrics.AddRange(next.Batch.Metrics);
                bars.AddRange(next.Batch.Bars);
                snapshots.AddRange(next.Batch.Snapshots);
                if (next.Written is not null)
                {
                    askers.Add(next.Written);
                }
            }

            await WriteUntilTakenAsync(new HistoryBatch(metrics, bars, snapshots), cancellationToken);
            askers.ForEach(static asker => asker.TrySetResult());
            if (_time.GetElapsedTime(trimmed) >= _options.TrimEvery)
            {
                trimmed = _time.GetTimestamp();
                await TrimAsync(cancellationToken);
            }
        }
    }

    private async Task WriteUntilTakenAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _store.WriteAsync(batch, cancellationToken);
                Interlocked.Add(ref _written, batch.Count);
                Interlocked.Add(ref _queued, -batch.Count);
                _fault = null;
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref _failures);
                if (_fault is null)
                {
                    LogFailed(failure, batch.Count, _options.RetryDelay.TotalSeconds);
                }

                _fault = failure.Message;
            }

            await Task.Delay(_options.RetryDelay, _time, cancellationToken);
        }
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        try
        {
            long rows = await _store.TrimAsync(_options.Retention, cancellationToken);
            if (rows > 0)
            {
                LogTrimmed(rows);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failures);
            LogNotTrimmed(failure);
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "History drops rows: {Rows} wait for the disk already. /api/status counts them")]
    private partial void LogDropping(int rows);

    [LoggerMessage(2402, LogLevel.Warning, "History could not write {Rows} rows; it tries again every {Seconds} s and says nothing more until it can")]
    private partial void LogFailed(Exception exception, int rows, double seconds);

    [LoggerMessage(2403, LogLevel.Information, "Dropped {Rows} rows of history past their time")]
    private partial void LogTrimmed(long rows);

    [LoggerMessage(2404, LogLevel.Warning, "History past its time could not be dropped; it is tried again later")]
    private partial void LogNotTrimmed(Exception exception);

    /// <summary>A batch in the queue, and who waits for it.</summary>
    private readonly record struct Waiting(HistoryBatch Batch, TaskCompletionSource? Written);
}
