namespace TradingAnalytics.Analytics.Time;

/// <summary>
/// Trading time: years in which each session, with the closed time before it, is weight/<see cref="TradingTimeRule.SessionsPerYear"/>, spread by
/// <see cref="TradingTimeRule.OvernightShare"/>. Holidays and weekends count for nothing of their own: they only stretch the night they fall into.
/// To the second; additive; strictly increasing in the end and decreasing in the start where the overnight share is above 0 (else in sessions).
/// Immutable; a look-up is a binary search and allocates nothing.
/// </summary>
public sealed class TradingClock
{
    private readonly SessionSpan[] _sessions;
    private readonly double[] _weightBefore;
    private readonly TradingTimeRule _rule;

    /// <param name="sessions">Ascending, apart, at least two: time is known from the first one's close to the last one's.</param>
    /// <param name="rule">See <see cref="TradingTimeRule"/>.</param>
    /// <exception cref="ArgumentException">The sessions are not ascending or the rule is out of its range.</exception>
    public TradingClock(ReadOnlySpan<SessionSpan> sessions, TradingTimeRule rule)
    {
        if (sessions.Length < 2 || !rule.IsValid)
        {
            throw new ArgumentException("trading time needs two sessions or more, sessions per year above 0 and an overnight share in [0, 1)");
        }

        _rule = rule;
        _sessions = sessions.ToArray();
        _weightBefore = new double[_sessions.Length];
        for (int i = 0; i < _sessions.Length; i++)
        {
            var session = _sessions[i];
            bool ascending = session.CloseUnixSeconds > session.OpenUnixSeconds && (i == 0 || session.OpenUnixSeconds >= _sessions[i - 1].CloseUnixSeconds);
            if (!ascending || !(session.Weight > 0 && double.IsFinite(session.Weight)))
            {
                throw new ArgumentException($"session {i} must begin at or after the one before it ends, end after it begins and weigh more than 0");
            }

            _weightBefore[i] = i == 0 ? 0 : _weightBefore[i - 1] + _sessions[i - 1].Weight;
        }
    }

    /// <summary>The first instant it knows: the first session's close.</summary>
    public long FirstUnixSeconds => _sessions[0].CloseUnixSeconds;

    /// <summary>The last instant it knows: the last session's close.</summary>
    public long LastUnixSeconds => _sessions[^1].CloseUnixSeconds;

    /// <summary>
    /// Trading years from one instant to another, negative when the end lies before the start; NaN when either is outside what the sessions cover. Whole
    /// sessions and the parts at both ends are counted apart, so that a second keeps all its digits however far the sessions reach back.
    /// </summary>
    public double YearsBetween(long fromUnixSeconds, long toUnixSeconds)
    {
        if (Math.Min(fromUnixSeconds, toUnixSeconds) < FirstUnixSeconds || Math.Max(fromUnixSeconds, toUnixSeconds) > LastUnixSeconds)
        {
            return double.NaN;
        }

        int from = IndexOf(fromUnixSeconds);
        int to = IndexOf(toUnixSeconds);
        double days = from == to
            ? Within(to, fromUnixSeconds, toUnixSeconds)
            : Within(to, _sessions[to - 1].CloseUnixSeconds, toUnixSeconds) - Within(from, _sessions[from - 1].CloseUnixSeconds, fromUnixSeconds)
                + (_weightBefore[to] - _weightBefore[from]);
        return days / _rule.SessionsPerYear;
    }

    /// <summary>The session whose time, from the close before to its own, the instant falls into.</summary>
    private int IndexOf(long unixSeconds)
    {
        int low = 1;
        int high = _sessions.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sessions[middle].CloseUnixSeconds >= unixSeconds)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Trading days between two instants of one session's time.</summary>
    private double Within(int index, long from, long to)
    {
        var session = _sessions[index];
        long nightStart = _sessions[index - 1].CloseUnixSeconds;
        long open = session.OpenUnixSeconds;
        long night = open - nightStart;

        // Sessions that follow each other without a break have no night to take a share.
        double share = night > 0 ? _rule.OvernightShare : 0;
        double nightPart = night > 0 ? share * (Math.Min(to, open) - Math.Min(from, open)) / night : 0;
        double sessionPart = (1 - share) * (Math.Max(to, open) - Math.Max(from, open)) / (session.CloseUnixSeconds - open);
        return session.Weight * (nightPart + sessionPart);
    }
}
