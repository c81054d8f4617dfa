using Microsoft.Extensions.Logging;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>
/// Brings one product's journalled frames to its books, in journal order and one delivery at a time. A delivery that fails is tried again until it succeeds; a product that keeps
/// failing lags: it holds no memory and takes no room from others, and what it missed is read back from the journal.
/// </summary>
internal sealed partial class DeliveryLane(
    ProductId product, ITickRouter router, ITickJournal journal, DeliveryBudget budget, IngressOptions options, IngressMeter meter, TimeProvider time, ILogger logger, CancellationToken stop)
{
    private readonly Lock _gate = new();
    private readonly List<TickFrame> _batch = [];
    private readonly Queue<(TickFrame Frame, long JournalledAt)> _waiting = [];
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _lagging;
    private long _newestMissed;
    private long _applied;
    private int _failures;

    public bool IsLagging => Volatile.Read(ref _lagging);

    /// <summary>Completes when nothing is left to deliver.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    public void Add(in TickFrame frame, long journalledAt)
    {
        lock (_gate)
        {
            if (_lagging)
            {
                _newestMissed = frame.Sequence;
                return;
            }

            budget.Take(frame.Count);
            _waiting.Enqueue((frame, journalledAt));
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            if (!_isRunning)
            {
                _isRunning = true;
                _running = Task.Run(RunAsync, CancellationToken.None);
            }
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (TryTake(out int ticks, out long journalledAt))
            {
                await DeliverAsync(ticks, journalledAt);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before all was delivered: the books read the rest from the journal when they start again.
        }
    }

    private bool TryTake(out int ticks, out long journalledAt)
    {
        lock (_gate)
        {
            _batch.Clear();
            ticks = 0;
            journalledAt = _waiting.TryPeek(out (TickFrame Frame, long JournalledAt) first) ? first.JournalledAt : 0;
            while (_waiting.TryPeek(out (TickFrame Frame, long JournalledAt) next) && (ticks == 0 || ticks + next.Frame.Count <= options.MaxTicksPerDelivery))
            {
                _batch.Add(_waiting.Dequeue().Frame);
                ticks += next.Frame.Count;
            }

            return _isRunning = _batch.Count > 0;
        }
    }

    private async Task DeliverAsync(int ticks, long journalledAt)
    {
        while (!await TryDeliverAsync(_batch))
        {
            if (_failures >= options.FailuresUntilLagging)
            {
                FallBehind(_batch[0].Sequence - 1, _batch[^1].Sequence, ticks);
                await CatchUpAsync();
                return;
            }
        }

        _applied = _batch[^1].Sequence;
        budget.Release(ticks);
        meter.Delivered(journalledAt);
    }

    /// <summary>One attempt; after a failed one it has waited.</summary>
    private async Task<bool> TryDeliverAsync(IReadOnlyList<TickFrame> frames)
    {
        try
        {
            await router.DeliverAsync(product, frames, stop).WaitAsync(stop);
            _failures = 0;
            return true;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await PauseAfterAsync(exception);
            return false;
        }
    }

    private Task PauseAfterAsync(Exception exception)
    {
        _failures++;
        meter.DeliveryFailed($"Delivery to {product} failed: {exception.Message}");
        LogDeliveryFailed(exception, product, _failures);
        double delay = options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(_failures - 1, 30));
        return Task.Delay(TimeSpan.FromSeconds(Math.Min(delay, options.MaxRetryDelay.TotalSeconds)), time, stop);
    }

    private void FallBehind(long applied, long newest, int ticksInHand)
    {
        lock (_gate)
        {
            _lagging = true;
            _applied = applied;
            _newestMissed = newest;
            long held = ticksInHand;
            foreach ((TickFrame frame, _) in _waiting)
            {
                held += frame.Count;
                _newestMissed = frame.Sequence;
            }

            _waiting.Clear();
            budget.Release(held);
        }

        LogFellBehind(product, applied);
    }

    private async Task CatchUpAsync()
    {
        while (IsBehind())
        {
            try
            {
                ReadMissed();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await PauseAfterAsync(exception);
                continue;
            }

            while (!await TryDeliverAsync(_batch))
            {
            }

            _applied = _batch[^1].Sequence;
        }

        LogCaughtUp(product, _applied);
    }

    private void ReadMissed()
    {
        _batch.Clear();
        int ticks = 0;
        foreach (TickFrame frame in journal.Read(_applied, route => route.Product == product))
        {
            _batch.Add(frame);
            ticks += frame.Count;
            if (ticks >= options.MaxTicksPerDelivery)
            {
                return;
            }
        }

        if (ticks == 0)
        {
            throw new IOException($"The journal no longer holds the frames of {product} after {_applied}.");
        }
    }

    private bool IsBehind()
    {
        lock (_gate)
        {
            // Decided under the lock that Add takes: a frame is either missed, and read back, or waits as usual.
            return _lagging = _applied < _newestMissed;
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "Delivery to product {Product} failed ({Failures} in a row), trying again")]
    private partial void LogDeliveryFailed(Exception exception, ProductId product, int failures);

    [LoggerMessage(2011, LogLevel.Error, "Product {Product} lags behind frame {Sequence}: its ticks wait in the journal until it can be delivered to")]
    private partial void LogFellBehind(ProductId product, long sequence);

    [LoggerMessage(2012, LogLevel.Information, "Product {Product} has caught up to frame {Sequence}")]
    private partial void LogCaughtUp(ProductId product, long sequence);
}
