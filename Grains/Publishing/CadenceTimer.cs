using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Publishing;

/// <summary>
/// Does what a change calls for, once a cadence by the rule of <see cref="Pace"/>, however many changes come meanwhile: at once after some quiet, and never twice within half a cadence. A grain to which nothing
/// happens is not woken. Touched by its grain only.
/// </summary>
internal sealed class CadenceTimer
{
    private readonly Func<Task> _work;
    private readonly TimeProvider _time;
    private readonly IGrainTimer? _timer;
    private readonly long _cadence;
    private long _share;
    private long _dueAt;
    private bool _armed;

    /// <param name="grain">Whose turns the work takes.</param>
    /// <param name="cadence">Time from one run to the next while changes go on; zero: at each change, before it is answered.</param>
    /// <param name="work">What to do.</param>
    /// <param name="time">Measures the cadence.</param>
    /// <param name="interleave">Whether the work may run while the grain waits for another.</param>
    public CadenceTimer(Grain grain, TimeSpan cadence, Func<Task> work, TimeProvider time, bool interleave = false)
    {
        (_cadence, _work, _time) = ((long)(cadence.TotalSeconds * time.TimestampFrequency), work, time);
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
            long now = _time.GetTimestamp();
            _timer.Change(now < _dueAt ? _time.GetElapsedTime(now, _dueAt) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RunAsync()
    {
        _armed = false;
        (_share, _dueAt) = Pace.Next(_share, _time.GetTimestamp(), _cadence);
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
}
