namespace TradingAnalytics.Engine.RateLimits;

/// <summary>
/// The exact sliding window: a log of the calls that passed. A call made at t counts in every window that holds t and is forgotten at t + window sharp. Constant time on average (each entry
/// leaves once), at most as many entries as the capacity.
/// </summary>
public sealed class SlidingWindowLimiter : IRateLimiter
{
    private const int FirstEntries = 16;

    // A ring: the oldest entry at _head, _count of them. Calls of one instant share an entry.
    private long[] _times = new long[FirstEntries];
    private int[] _costs = new int[FirstEntries];
    private int _head;
    private int _count;
    private long _used;
    private long _now = long.MinValue;

    /// <summary>Calls held, for who watches memory.</summary>
    public int Entries => _count;

    /// <inheritdoc/>
    public RateLimitDecision Take(in RateLimitPolicy policy, TimeSpan now, int cost)
    {
        cost = RateLimiters.CostWithin(policy, cost);
        _now = Math.Max(_now, now.Ticks);
        long window = policy.Window.Ticks;
        Forget(_now - window);
        bool allowed = _used + cost <= policy.Capacity;
        TimeSpan retryAfter = TimeSpan.Zero;
        if (allowed)
        {
            Add(_now, cost);
        }
        else
        {
            retryAfter = TimeSpan.FromTicks(WhenFree(_used + cost - policy.Capacity) + window - _now);
        }

        // A policy that has just been lowered may find more in the log than it allows.
        long over = Math.Max(0, _used - policy.Capacity);
        return new RateLimitDecision(
            allowed,
            policy.Capacity,
            (int)(policy.Capacity + over - _used),
            retryAfter,
            TimeSpan.FromTicks(_count == 0 ? 0 : WhenFree(over + 1) + window - _now),
            TimeSpan.FromTicks(_count == 0 ? 0 : _times[At(_count - 1)] + window - _now));
    }

    /// <inheritdoc/>
    public long[] Save(TimeSpan now)
    {
        _now = Math.Max(_now, now.Ticks);
        long[] state = new long[2 * _count];
        for (int i = 0; i < _count; i++)
        {
            state[2 * i] = _now - _times[At(i)];
            state[(2 * i) + 1] = _costs[At(i)];
        }

        return state;
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<long> state, TimeSpan now)
    {
        (_head, _count, _used, _now) = (0, 0, 0, now.Ticks);
        long youngest = long.MaxValue;
        for (int i = 0; i + 1 < state.Length; i += 2)
        {
            (long age, long cost) = (state[i], state[i + 1]);
            if (age >= 0 && age <= youngest && cost is > 0 and <= 2 * RateLimitPolicy.MaxCalls)
            {
                youngest = age;
                Add(_now - age, (int)cost);
            }
        }
    }

    private int At(int index)
    {
        int at = _head + index;
        return at < _times.Length ? at : at - _times.Length;
    }

    /// <summary>Forgets what happened at <paramref name="through"/> or before.</summary>
    private void Forget(long through)
    {
        while (_count > 0 && _times[_head] <= through)
        {
            _used -= _costs[_head];
            _head = At(1);
            _count--;
        }
    }

    private void Add(long time, int cost)
    {
        _used += cost;
        if (_count > 0 && _times[At(_count - 1)] == time)
        {
            _costs[At(_count - 1)] += cost;
            return;
        }

        if (_count == _times.Length)
        {
            Grow();
        }

        int last = At(_count++);
        _times[last] = time;
        _costs[last] = cost;
    }

    private void Grow()
    {
        long[] times = new long[2 * _times.Length];
        int[] costs = new int[times.Length];
        for (int i = 0; i < _count; i++)
        {
            times[i] = _times[At(i)];
            costs[i] = _costs[At(i)];
        }

        (_times, _costs, _head) = (times, costs, 0);
    }

    /// <summary>The time of the entry with whose leaving so many units are free again.</summary>
    private long WhenFree(long units)
    {
        int index = 0;
        for (; index < _count - 1; index++)
        {
            units -= _costs[At(index)];
            if (units <= 0)
            {
                break;
            }
        }

        return _times[At(index)];
    }
}
