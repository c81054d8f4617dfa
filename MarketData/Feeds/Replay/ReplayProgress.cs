using System.Globalization;

namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>How far a replay is. Written by the replay, read by whoever shows it: one immutable value at a time.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Instant">The recorded instant last sent.</param>
/// <param name="Ticks">Brought to the sink.</param>
/// <param name="TotalTicks">In the recording; 0 while it is still being counted.</param>
/// <param name="Accepted">Of those brought.</param>
/// <param name="Duplicated">Of those brought.</param>
/// <param name="Refused">Of those brought.</param>
/// <param name="Skipped">What the reader could not use so far.</param>
public sealed record ReplayProgress(ReplayPhase Phase, DateTimeOffset? Instant, long Ticks, long TotalTicks, long Accepted, long Duplicated, long Refused, long Skipped)
{
    public static ReplayProgress None => new(ReplayPhase.Waiting, null, 0, 0, 0, 0, 0, 0);

    /// <summary>0 to 100, or null while the recording is still being counted.</summary>
    public double? PerCent => TotalTicks > 0 ? Math.Min(100, 100.0 * Ticks / TotalTicks) : null;

    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string at = Instant is { } instant ? instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", culture) : "before the first instant";
        string share = PerCent is { } perCent ? string.Create(culture, $" ({perCent:0.0} %)") : "";
        return string.Create(culture, $"{Phase.ToString().ToLowerInvariant()} at {at}{share}: {Ticks:N0} ticks, {Accepted:N0} accepted, {Duplicated:N0} duplicated, {Refused:N0} refused; {Skipped:N0} skipped by the reader");
    }
}
