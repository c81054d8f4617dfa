namespace TradingAnalytics.Engine.Alerts;

/// <summary>
/// One rule at work on one value. A function of the values and their market times alone, which must not fall; "none" says nothing, but ends a stay above or below. One writer at a time.
/// <para>
/// A level that is met counts as crossed. What a value does during a cool-down is passed over, except that a stay that still lasts at its end fires then.
/// </para>
/// </summary>
public sealed class AlertWatch
{
    /// <summary>Steps a spike is measured against at least.</summary>
    public const int LeastSteps = 5;

    private readonly AlertRule _rule;
    private readonly MovingWindow? _window;
    private long _quietUntil;
    private bool _seen;
    private bool _up;
    private bool _down;
    private bool _stays;
    private bool _told;
    private long _since;
    private double _last = double.NaN;

    public AlertWatch(AlertRule rule)
    {
        _rule = rule;
        _window = rule.Condition.HasWindow ? new MovingWindow(rule.Condition.Span) : null;
        _quietUntil = rule.LastFiredUnixMicroseconds == 0 ? 0 : Quiet(rule.LastFiredUnixMicroseconds);
    }

    /// <summary>Whether nothing more will come of it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes the value at a time; what came of it, or null.</summary>
    public AlertFiring? Take(long now, double value)
    {
        if (_rule.ExpiresUnixMicroseconds != 0 && now >= _rule.ExpiresUnixMicroseconds)
        {
            return End(now);
        }

        bool quiet = now < _quietUntil;
        double reference = _rule.Condition.Threshold;
        bool fires = _rule.Condition.Kind switch
        {
            AlertKind.Above => Stays(now, value > reference, quiet),
            AlertKind.Below => Stays(now, value < reference, quiet),
            _ when !double.IsFinite(value) => false,
            AlertKind.Crosses => Crosses(value),
            AlertKind.Change => Changes(now, value, ref reference),
            AlertKind.Spike => Spikes(now, value, ref reference),
            AlertKind.Rank => Ranks(now, ref value),
            _ => false,
        };
        if (!fires || quiet)
        {
            return null;
        }

        _quietUntil = Quiet(now);
        IsDone = !_rule.Repeats;
        return Firing(AlertOutcome.Fired, now, value, reference);
    }

    /// <summary>What it watches has gone.</summary>
    public AlertFiring End(long now)
    {
        IsDone = true;
        return Firing(AlertOutcome.Expired, now, double.NaN, double.NaN);
    }

    private AlertFiring Firing(AlertOutcome outcome, long now, double value, double reference) => new(_rule.Owner, _rule.Id, _rule.Version, outcome, now, value, reference);

    private long Quiet(long firedAt) => firedAt + (long)_rule.Cooldown.TotalMicroseconds;

    private bool Wants(AlertDirection direction) => _rule.Condition.Direction == AlertDirection.Either || _rule.Condition.Direction == direction;

    private bool Crosses(double value)
    {
        bool up = value >= _rule.Condition.Threshold;
        bool down = value <= _rule.Condition.Threshold;
        bool fires = _seen && ((up && !_up && Wants(AlertDirection.Up)) || (down && !_down && Wants(AlertDirection.Down)));
        (_seen, _up, _down) = (true, up, down);
        return fires;
    }

    private bool Stays(long now, bool beyond, bool quiet)
    {
        if (!beyond)
        {
            _stays = _told = false;
            return false;
        }

        if (!_stays)
        {
            (_stays, _since) = (true, now);
        }

        bool fires = !_told && !quiet && now - _since >= (long)_rule.Condition.Span.TotalMicroseconds;
        _told |= fires;
        return fires;
    }

    /// <summary>After a move that counts the window begins anew, so that each move is told once.</summary>
    private bool Changes(long now, double value, ref double reference)
    {
        (double low, double high, _, _) = _window!.Over(now);
        bool rose = Wants(AlertDirection.Up) && 100 * (value - low) >= _rule.Condition.Threshold * Math.Abs(low) && low != 0;
        bool fell = Wants(AlertDirection.Down) && 100 * (high - value) >= _rule.Condition.Threshold * Math.Abs(high) && high != 0;
        if (rose || fell)
        {
            reference = rose ? low : high;
            _window.Clear();
        }

        _window.Add(now, value);
        return rose || fell;
    }

    private bool Spikes(long now, double value, ref double reference)
    {
        double step = value - _last;
        _last = value;
        if (double.IsNaN(step) || step == 0)
        {
            return false;
        }

        (_, _, double mean, int count) = _window!.Over(now);
        _window.Add(now, Math.Abs(step));
        reference = mean;
        return count >= LeastSteps && Math.Abs(step) >= _rule.Condition.Threshold * mean && Wants(step > 0 ? AlertDirection.Up : AlertDirection.Down);
    }

    /// <summary>No rank before the window was seen whole, nor where it has no range.</summary>
    private bool Ranks(long now, ref double value)
    {
        _window!.Add(now, value);
        (double low, double high, _, _) = _window.Over(now);
        if (!_window.IsWhole(now) || !(high > low))
        {
            return false;
        }

        value = 100 * (value - low) / (high - low);
        return Crosses(value);
    }
}
