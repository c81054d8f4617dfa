namespace TradingAnalytics.Client;

/// <summary>How often updates come.</summary>
/// <param name="Interval">The interval in force.</param>
/// <param name="Reason">asked, crowd or slow.</param>
/// <param name="Merged">Publications since the subscription that came inside a later update.</param>
public sealed record PaceNotice(TimeSpan Interval, string Reason, long Merged);
