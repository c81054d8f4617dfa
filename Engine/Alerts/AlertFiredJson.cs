namespace TradingAnalytics.Engine.Alerts;

/// <summary>A rule that fired, as REST lists it and as webhooks are told.</summary>
/// <param name="Number">Rises by one with each firing of a user's rules.</param>
/// <param name="Alert">The rule's id.</param>
/// <param name="Note">The user's own words.</param>
/// <param name="Metric">What it watches.</param>
/// <param name="Condition">When it fires.</param>
/// <param name="At">When it did, in market time.</param>
/// <param name="Value">The value that did it; for a rank, the rank.</param>
/// <param name="Reference">What that was measured against: the level, the window's extreme, or the mean step.</param>
public sealed record AlertFiredJson(
    long Number, int Alert, string Note, AlertMetricJson Metric, AlertConditionJson Condition, DateTimeOffset At, double Value, double Reference);
