namespace TradingAnalytics.Engine.Ingress;

/// <summary>Ticks on their way to the books, against a bound. One waiter, any number that give back.</summary>
internal sealed class DeliveryBudget(long limit)
{
    private readonly Lock _gate = new();
    private long _used;
    private TaskCompletionSource? _waiter;

    public long Used => Volatile.Read(ref _used);

    /// <summary>Completes when there is room for at least one tick; a commit may then go over the bound by its own size.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_used < limit)
            {
                return Task.CompletedTask;
            }

            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task.WaitAsync(cancellationToken);
        }
    }

    public void Take(long ticks)
    {
        lock (_gate)
        {
            _used += ticks;
        }
    }

    public void Release(long ticks)
    {
        TaskCompletionSource? waiter = null;
        lock (_gate)
        {
            _used -= ticks;
            if (_used < limit)
            {
                (waiter, _waiter) = (_waiter, null);
            }
        }

        waiter?.TrySetResult();
    }
}
