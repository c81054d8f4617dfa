using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>A rule as its owner makes it.</summary>
/// <param name="Metric">What it watches.</param>
/// <param name="Condition">When it fires.</param>
/// <param name="CooldownSeconds">For so long after it fired, in market time, it does not fire again: 0 (default) to 604800.</param>
/// <param name="Repeat">Whether it fires again and again (default), or once.</param>
/// <param name="Enabled">Whether it is at work; true by default.</param>
/// <param name="Expires">From then on, in market time, it does not fire; absent: never.</param>
/// <param name="Note">The user's own words, up to 200 characters.</param>
/// <param name="Webhook">An http or https address that a firing is also told to.</param>
internal sealed record AlertRequest(
    AlertMetricJson? Metric,
    AlertConditionJson? Condition,
    double? CooldownSeconds = null,
    bool? Repeat = null,
    bool? Enabled = null,
    DateTimeOffset? Expires = null,
    string? Note = null,
    string? Webhook = null);
