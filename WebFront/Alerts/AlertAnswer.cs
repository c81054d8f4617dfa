using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>A rule and what became of it.</summary>
/// <param name="Id">Its number among the user's.</param>
/// <param name="Version">Rises with each change of it.</param>
/// <param name="State">armed; off: switched off; done: fired once and was to; expired: its time, or that of what it watches, is over.</param>
/// <param name="Metric">What it watches.</param>
/// <param name="Condition">When it fires.</param>
/// <param name="CooldownSeconds">For so long after it fired it does not fire again.</param>
/// <param name="Repeat">Whether it fires again and again.</param>
/// <param name="Enabled">Whether its owner wants it at work.</param>
/// <param name="Expires">From then on it does not fire.</param>
/// <param name="Note">The user's own words.</param>
/// <param name="Webhook">Where a firing is also told; null for nowhere.</param>
/// <param name="Fired">How often it fired.</param>
/// <param name="LastFired">When it last did, in market time.</param>
/// <param name="Value">The value that did it.</param>
/// <param name="Reference">What that was measured against.</param>
internal sealed record AlertAnswer(
    int Id,
    int Version,
    AlertState State,
    AlertMetricJson Metric,
    AlertConditionJson Condition,
    double CooldownSeconds,
    bool Repeat,
    bool Enabled,
    DateTimeOffset? Expires,
    string Note,
    string? Webhook,
    int Fired,
    DateTimeOffset? LastFired,
    double? Value,
    double? Reference)
{
    public static AlertAnswer Of(AlertStanding standing)
    {
        AlertRule rule = standing.Rule;
        return new AlertAnswer(
            rule.Id,
            rule.Version,
            standing.State,
            AlertJson.Of(rule.Metric),
            AlertJson.Of(rule.Condition),
            rule.Cooldown.TotalSeconds,
            rule.Repeats,
            rule.Enabled,
            rule.ExpiresUnixMicroseconds == 0 ? null : AlertJson.InstantOf(rule.ExpiresUnixMicroseconds),
            rule.Note,
            rule.Webhook.Length == 0 ? null : rule.Webhook,
            standing.Fired,
            standing.Last is { } last ? AlertJson.InstantOf(last.AtUnixMicroseconds) : null,
            standing.Last?.Value,
            standing.Last?.Reference);
    }
}
