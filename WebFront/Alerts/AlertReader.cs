using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Alerts.Webhooks;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>Reads rules, or says what is wrong with one.</summary>
internal sealed class AlertReader(AlertMetricReader metrics)
{
    private const int MaxNote = 200;

    private static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(7);

    public async Task<(AlertRule? Rule, AlertFault? Fault)> ReadAsync(AlertRequest request, string owner, int id, CancellationToken cancellationToken)
    {
        (AlertMetric? metric, AlertFault? fault) = await metrics.ReadAsync(request.Metric, cancellationToken);
        if (metric is null)
        {
            return (null, fault);
        }

        if (!AlertConditionReader.TryRead(request.Condition, out AlertCondition condition, out fault))
        {
            return (null, fault);
        }

        string note = request.Note?.Trim() ?? "";
        string webhook = request.Webhook ?? "";
        double cooldown = request.CooldownSeconds ?? 0;
        fault = note.Length <= MaxNote && !note.Any(char.IsControl) ? null : new AlertFault("note", $"'note' has at most {MaxNote} characters, none of them a line break.");
        fault ??= cooldown >= 0 && cooldown <= LongestCooldown.TotalSeconds ? null : new AlertFault("cooldownSeconds", $"'cooldownSeconds' must be from 0 to {LongestCooldown.TotalSeconds:0}.");
        fault ??= request.Expires is not { } expires || expires > DateTimeOffset.UnixEpoch ? null : new AlertFault("expires", "'expires' must be an instant after 1970.");
        fault ??= webhook.Length == 0 || WebhookAddress.TryRead(webhook, out _, out string? wrong) ? null : new AlertFault("webhook", wrong);
        return fault is not null ? (null, fault) : (new AlertRule
        {
            Owner = owner,
            Id = id,
            Metric = metric,
            Condition = condition,
            Cooldown = TimeSpan.FromSeconds(cooldown),
            ExpiresUnixMicroseconds = request.Expires is { } end ? Tick.MicrosecondsOf(end) : 0,
            Repeats = request.Repeat ?? true,
            Enabled = request.Enabled ?? true,
            Note = note,
            Webhook = webhook,
        }, null);
    }
}
