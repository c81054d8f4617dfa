namespace TradingAnalytics.WebFront.Live;

/// <summary>From how many clients on deltas come how seldom.</summary>
public sealed class CrowdStep
{
    /// <summary>The step is taken above so many clients of this process, and taken back below 95 % of them.</summary>
    public int Connections { get; set; }

    /// <summary>Shortest interval while it is in force.</summary>
    public TimeSpan Interval { get; set; }
}
