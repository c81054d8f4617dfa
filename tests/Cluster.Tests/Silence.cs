namespace TradingAnalytics.Cluster.Tests;

/// <summary>How long a room has said nothing: since when it does, and its longest silence before.</summary>
internal readonly record struct Silence(long Since, DateTimeOffset From, TimeSpan Before, DateTimeOffset BeforeFrom)
{
    public static Silence Begin() => new(TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow(), TimeSpan.Zero, default);

    /// <summary>The longest so far, the present one included, and when it began.</summary>
    public (TimeSpan Time, DateTimeOffset From) Longest()
    {
        TimeSpan now = TimeProvider.System.GetElapsedTime(Since);
        return now > Before ? (now, From) : (Before, BeforeFrom);
    }

    /// <summary>The room has said something.</summary>
    public Silence Broken()
    {
        (TimeSpan longest, DateTimeOffset from) = Longest();
        return Begin() with { Before = longest, BeforeFrom = from };
    }
}
