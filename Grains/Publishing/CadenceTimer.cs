namespace TradingAnalytics.Grains.Publishing;

/// <summary>
/// Does what a change calls for: at once when the last time is a cadence ago, otherwise when it is, however many changes come meanwhile. A grain to which nothing happens is not woken. Touched by its
/// grain only.
/// </summary>
internal sealed class CadenceTimer
{
    private readonly TimeSpan _cadence;
    private readonly Func<Task> _work;
    private readonly TimeProvider _time;
    private readonly IGrainTimer? _timer;
    private long? _ranAt;
    private bool _armed;

    /// <param name="grain">Whose turns the work takes.</param>
    /// <param name="cadence">Least time between two runs; zero: at each change, before it is answered.</param>
    /// <param name="work">What to do.</param>
    /// <param name="time">Measures the cadence.</param>
    /// <param name="interleave">Whether the work may run while the grain waits for another.</param>
    public CadenceTimer(Grain grain, TimeSpan cadence, Func<Task> work, TimeProvider time, bool interleave = false)
    {
        (_cadence, _work, _time) = (cadence, work, time);
        if (cadence > TimeSpan.Zero)
        {
            _timer = grain.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = interleave });
        }
    }

    /// <summary>Something changed. The work has a turn of its own, so that whoever brought the change does not wait for it; without a cadence he does.</summary>
    public Task ChangedAsync()
    {
        if (_timer is null)
        {
            return _work();
        }

        Changed();
        return Task.CompletedTask;
    }

    /// <summary>Something changed that a batch under way brought along: without a cadence it goes out with that.</summary>
    public void Changed()
    {
        if (_timer is not null && !_armed)
        {
            _armed = true;
            TimeSpan since = _ranAt is { } ranAt ? _time.GetElapsedTime(ranAt) : _cadence;
            _timer.Change(since < _cadence ? _cadence - since : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RunAsync()
    {
        _armed = false;
        _ranAt = Beginning(_ranAt, _time.GetTimestamp());
        try
        {
            await _work();
        }
        catch
        {
            // What failed is due again, whether or not anything changes.
            Changed();
            throw;
        }
    }

    /// <summary>A timer counts whole milliseconds and may be a little early: the next cadence is not shorter for that, or whoever takes one publication a cadence would fall behind.</summary>
    private long Beginning(long? before, long now) => Math.Max(now, before + (long)(_cadence.TotalSeconds * _time.TimestampFrequency) ?? now);
}
