namespace TradingAnalytics.Engine.Users;

/// <summary>How signing in goes.</summary>
public sealed record SignInOptions
{
    /// <summary>Wrong passwords after which a name is locked.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>For how long.</summary>
    public TimeSpan LockFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts without being refreshed.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(14);
}
