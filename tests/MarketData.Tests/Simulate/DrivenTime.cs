namespace TradingAnalytics.MarketData.Tests.Simulate;

/// <summary>A clock that jumps to whatever is waited for, in steps of at least a quantum: what runs on it runs to its end at once, on the caller's thread.</summary>
internal sealed class DrivenTime(DateTimeOffset start, TimeSpan quantum) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Now += dueTime > quantum ? dueTime : quantum;
        callback(state);
        return new FiredTimer();
    }

    private sealed class FiredTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
