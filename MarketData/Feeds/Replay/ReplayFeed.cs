using System.Globalization;
using TradingAnalytics.MarketData.Feeds.Recorded;

namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>
/// Feed <c>replay</c>: brings a recording to the sink in its order and at its pace divided by the speed. Ticks keep the time they were recorded with. The pace holds from the
/// first instant on, so a sink that is slow for a while is caught up with; no pause is longer than <see cref="ReplayOptions.MaxPause"/>. At speed max it is as fast as the sink
/// takes. Ends by itself, and leaves the last state served. What could not be read is counted in <see cref="Skips"/> by reason, with the first places.
/// </summary>
public sealed class ReplayFeed(IRecordedMarket market, string name, ReplayOptions options, TimeProvider time) : IResumableFeed
{
    private SkipReport _skips = new();
    private readonly Lock _skipsLock = new();
    private ReplayProgress _progress = ReplayProgress.None;
    private string? _failure;
    private long _totalTicks;

    public string Name { get; } = $"replay {name}";

    public string State => _failure is { } failure ? $"{Progress}; {failure}" : $"{Progress}; speed {options.Speed}";

    public ReplayProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Recording and recorded instant of the batch last taken.</summary>
    public string Position => Progress.Instant is { } instant ? string.Create(CultureInfo.InvariantCulture, $"{Name} at {instant.UtcDateTime:O}") : options.From;

    /// <summary>What the reader could not use so far, by reason. A copy.</summary>
    public IReadOnlyList<(string Reason, long Count, IReadOnlyList<string> FirstPlaces)> Skips
    {
        get
        {
            lock (_skipsLock)
            {
                return [.. _skips.Entries.Select(skip => (skip.Reason, skip.Count, (IReadOnlyList<string>)[.. skip.FirstPlaces]))];
            }
        }
    }

    public async Task RunAsync(ITickSink sink, CancellationToken cancellationToken)
    {
        // Run again after a failure it begins anew; what was taken the first time is then a duplicate.
        lock (_skipsLock)
        {
            _skips = new SkipReport();
        }

        _failure = null;
        Report(ReplayProgress.None with { Phase = ReplayPhase.Replaying, TotalTicks = Volatile.Read(ref _totalTicks) });
        using var stopCounting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task counting = Task.Run(() => Count(stopCounting.Token), CancellationToken.None);
        try
        {
            await Replay(sink, cancellationToken).ConfigureAwait(false);
            Report(Progress with { Phase = ReplayPhase.Ended, TotalTicks = Progress.Ticks });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Report(Progress with { Phase = ReplayPhase.Stopped });
            throw;
        }
        catch (Exception error)
        {
            _failure = error.Message;
            Report(Progress with { Phase = ReplayPhase.Failed });
            throw;
        }
        finally
        {
            await stopCounting.CancelAsync().ConfigureAwait(false);
            await counting.ConfigureAwait(false);
        }
    }

    private async Task Replay(ITickSink sink, CancellationToken cancellationToken)
    {
        using IEnumerator<RecordedBatch> recording = market.Read(_skips).GetEnumerator();
        DateTimeOffset due = time.GetUtcNow();
        DateTimeOffset? before = null;
        DateTimeOffset from = From();
        while (MoveNext(recording))
        {
            cancellationToken.ThrowIfCancellationRequested();
            RecordedBatch batch = recording.Current;
            if (batch.Time < from)
            {
                continue;
            }

            due += Pause(before, batch.Time);
            before = batch.Time;
            if (!options.Speed.IsMax && due - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }

            SubmitResult result = await sink.SubmitAsync(batch.Ticks, Name, cancellationToken).ConfigureAwait(false);
            Report(Sent(batch, result));
        }
    }

    private DateTimeOffset From()
    {
        string name = $"{Name} at ";
        return options.From.StartsWith(name, StringComparison.Ordinal) && DateTimeOffset.TryParse(options.From.AsSpan(name.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset from)
            ? from
            : DateTimeOffset.MinValue;
    }

    /// <summary>The reader writes the skip report while it moves, so the lock that <see cref="Skips"/> takes is held.</summary>
    private bool MoveNext(IEnumerator<RecordedBatch> recording)
    {
        lock (_skipsLock)
        {
            return recording.MoveNext();
        }
    }

    private TimeSpan Pause(DateTimeOffset? before, DateTimeOffset instant)
    {
        if (options.Speed.IsMax || before is not { } last || instant <= last)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = (instant - last) / options.Speed.Factor;
        return pause < options.MaxPause ? pause : options.MaxPause;
    }

    private ReplayProgress Sent(RecordedBatch batch, SubmitResult result) => new(
        ReplayPhase.Replaying,
        batch.Time,
        Progress.Ticks + batch.Ticks.Length,
        Volatile.Read(ref _totalTicks),
        Progress.Accepted + result.Accepted,
        Progress.Duplicated + result.Duplicated,
        Progress.Refused + result.Refused,
        _skips.Total);

    /// <summary>Reads the recording once beside the replay to know how long it is. Should that fail, the replay will meet the same and say so.</summary>
    private void Count(CancellationToken cancellationToken)
    {
        long ticks = 0;
        try
        {
            foreach (RecordedBatch batch in market.Read(new SkipReport()))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                ticks += batch.Ticks.Length;
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            return;
        }

        Volatile.Write(ref _totalTicks, ticks);
    }

    private void Report(ReplayProgress progress) => Volatile.Write(ref _progress, progress);
}
