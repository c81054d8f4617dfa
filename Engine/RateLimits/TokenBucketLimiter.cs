namespace TradingAnalytics.Engine.RateLimits;

/// <summary>
/// The token bucket: it holds the capacity, begins full and fills evenly at the limit per window. Counted in whole numbers (one call is the window's ticks, one tick brings the limit), so
/// nothing is lost or won by rounding.
/// </summary>
public sealed class TokenBucketLimiter : IRateLimiter
{
    private long _missing;
    private long _now = long.MinValue;

    /// <inheritdoc/>
    public RateLimitDecision Take(in RateLimitPolicy policy, TimeSpan now, int cost)
    {
        cost = RateLimiters.CostWithin(policy, cost);
        int perTick = policy.Limit;
        Refill(perTick, now.Ticks);
        long call = policy.Window.Ticks;
        long full = policy.Capacity * call;
        _missing = Math.Min(_missing, full);
        long over = _missing + (cost * call) - full;
        bool allowed = over <= 0;
        if (allowed)
        {
            _missing += cost * call;
        }

        int remaining = (int)((full - _missing) / call);
        long next = Math.Max(0, _missing - full + ((remaining + 1L) * call));
        return new RateLimitDecision(allowed, policy.Capacity, remaining, Wait(allowed ? 0 : over), Wait(remaining == policy.Capacity ? 0 : next), Wait(_missing));

        TimeSpan Wait(long units) => TimeSpan.FromTicks((units + perTick - 1) / perTick);
    }

    /// <inheritdoc/>
    public long[] Save(TimeSpan now) => [_missing, Math.Max(0, now.Ticks - _now)];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<long> state, TimeSpan now)
    {
        if (state.Length == 2 && state[0] >= 0 && state[1] >= 0)
        {
            (_missing, _now) = (state[0], now.Ticks - state[1]);
        }
    }

    private void Refill(int perTick, long now)
    {
        if (_missing > 0 && now > _now)
        {
            long elapsed = now - _now;
            _missing = elapsed >= (_missing + perTick - 1) / perTick ? 0 : _missing - (elapsed * perTick);
        }

        _now = Math.Max(_now, now);
    }
}
