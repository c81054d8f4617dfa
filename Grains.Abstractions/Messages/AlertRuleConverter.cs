using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class AlertRuleConverter : IConverter<AlertRule, AlertRuleSurrogate>
{
    public AlertRule ConvertFromSurrogate(in AlertRuleSurrogate surrogate) => new()
    {
        Owner = surrogate.Owner,
        Id = surrogate.Id,
        Version = surrogate.Version,
        Metric = new AlertMetric(new TableId((TableKind)surrogate.TableKind, surrogate.Route), new RowKey(surrogate.Row), surrogate.Column),
        Condition = new AlertCondition((AlertKind)surrogate.Kind, (AlertDirection)surrogate.Direction, surrogate.Threshold, TimeSpan.FromTicks(surrogate.SpanTicks)),
        Cooldown = TimeSpan.FromTicks(surrogate.CooldownTicks),
        ExpiresUnixMicroseconds = surrogate.ExpiresUnixMicroseconds,
        Repeats = surrogate.Repeats,
        Enabled = surrogate.Enabled,
        Note = surrogate.Note,
        Webhook = surrogate.Webhook,
        LastFiredUnixMicroseconds = surrogate.LastFiredUnixMicroseconds,
    };

    public AlertRuleSurrogate ConvertToSurrogate(in AlertRule value) => new()
    {
        Owner = value.Owner,
        Id = value.Id,
        Version = value.Version,
        TableKind = (byte)value.Metric.Table.Kind,
        Route = value.Metric.Table.Route,
        Row = value.Metric.Row.Value,
        Column = value.Metric.Column,
        Kind = (byte)value.Condition.Kind,
        Direction = (byte)value.Condition.Direction,
        Threshold = value.Condition.Threshold,
        SpanTicks = value.Condition.Span.Ticks,
        CooldownTicks = value.Cooldown.Ticks,
        ExpiresUnixMicroseconds = value.ExpiresUnixMicroseconds,
        Repeats = value.Repeats,
        Enabled = value.Enabled,
        Note = value.Note,
        Webhook = value.Webhook,
        LastFiredUnixMicroseconds = value.LastFiredUnixMicroseconds,
    };
}
