namespace TradingAnalytics.Engine.RateLimits;

/// <summary>The fixed window: the first call begins one, the capacity passes in it, and the first call after its end begins the next.</summary>
public sealed class FixedWindowLimiter : IRateLimiter
{
    private long _start = long.MinValue;
    private long _used;
    private long _now = long.MinValue;

    /// <inheritdoc/>
    public RateLimitDecision Take(in RateLimitPolicy policy, TimeSpan now, int cost)
    {
        cost = RateLimiters.CostWithin(policy, cost);
        _now = Math.Max(_now, now.Ticks);
        if (_used == 0 || _now - _start >= policy.Window.Ticks)
        {
            (_start, _used) = (_now, 0);
        }

        bool allowed = _used + cost <= policy.Capacity;
        if (allowed)
        {
            _used += cost;
        }

        var end = TimeSpan.FromTicks(_start + policy.Window.Ticks - _now);
        return new RateLimitDecision(allowed, policy.Capacity, (int)Math.Max(0, policy.Capacity - _used), allowed ? TimeSpan.Zero : end, end, end);
    }

    /// <inheritdoc/>
    public long[] Save(TimeSpan now) => _used == 0 ? [] : [Math.Max(_now, now.Ticks) - _start, _used];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<long> state, TimeSpan now)
    {
        if (state.Length == 2 && state[0] >= 0 && state[1] > 0)
        {
            (_start, _used, _now) = (now.Ticks - state[0], state[1], now.Ticks);
        }
    }
}
