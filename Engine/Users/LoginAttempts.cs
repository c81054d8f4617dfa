namespace TradingAnalytics.Engine.Users;

/// <summary>How often it was tried in vain to sign in under a name. <c>default</c>: never.</summary>
/// <param name="Failures">In a row, this one not known to be right yet.</param>
/// <param name="LockedUntil">Until then no attempt is judged; in the past: it is not locked.</param>
public readonly record struct LoginAttempts(int Failures, DateTimeOffset LockedUntil)
{
    /// <summary>Counts an attempt. One made while the name is locked changes nothing and is not <paramref name="judged"/>; the one that makes <paramref name="most"/> is, and locks the name.</summary>
    public LoginAttempts Next(DateTimeOffset now, int most, TimeSpan lockFor, out bool judged)
    {
        judged = LockedUntil <= now;
        if (!judged)
        {
            return this;
        }

        int failures = Failures >= most ? 1 : Failures + 1;
        return new LoginAttempts(failures, failures >= most ? now + lockFor : DateTimeOffset.UnixEpoch);
    }
}
