namespace TradingAnalytics.Analytics.Time;

/// <summary>One trading session as instants.</summary>
/// <param name="OpenUnixSeconds">When it opens.</param>
/// <param name="CloseUnixSeconds">When it closes; after the opening.</param>
/// <param name="Weight">
/// How many trading days it counts for, with the time since the session before it: 1 for a regular one, less for a short one (its hours over the regular
/// hours). Above 0.
/// </param>
public readonly record struct SessionSpan(long OpenUnixSeconds, long CloseUnixSeconds, double Weight = 1);
