using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Alerts;

/// <summary>Rules as JSON has them.</summary>
public static class AlertJson
{
    public static AlertMetricJson Of(AlertMetric metric)
    {
        string room = metric.Table.ToString();
        RowKind kind = LiveSchemas.Of(metric.Table).RowKind;
        return metric.Row.IsHeader ? new AlertMetricJson(room, metric.Column)
            : kind == RowKind.Expiry ? new AlertMetricJson(room, metric.Column, Expiry: metric.Row.Expiry.ToString())
            : kind == RowKind.Strike ? new AlertMetricJson(room, metric.Column, metric.Row.Strike)
            : new AlertMetricJson(room, metric.Column, metric.Row.Strike, metric.Row.Right == OptionRight.Call ? "call" : "put");
    }

    public static AlertConditionJson Of(in AlertCondition condition)
    {
        string? direction = condition.Kind is AlertKind.Above or AlertKind.Below ? null : NameOf(condition.Direction);
        double span = condition.Span.TotalSeconds;
        return condition.Kind switch
        {
            AlertKind.Crosses => new AlertConditionJson("crosses", direction, condition.Threshold),
            AlertKind.Above => new AlertConditionJson("above", Level: condition.Threshold, ForSeconds: span),
            AlertKind.Below => new AlertConditionJson("below", Level: condition.Threshold, ForSeconds: span),
            AlertKind.Change => new AlertConditionJson("change", direction, Percent: condition.Threshold, WithinSeconds: span),
            AlertKind.Spike => new AlertConditionJson("spike", direction, Times: condition.Threshold, WithinSeconds: span),
            _ => new AlertConditionJson("rank", direction, condition.Threshold, WithinSeconds: span),
        };
    }

    public static AlertFiredJson Of(long number, AlertRule rule, in AlertFiring firing) =>
        new(number, rule.Id, rule.Note, Of(rule.Metric), Of(rule.Condition), InstantOf(firing.AtUnixMicroseconds), firing.Value, firing.Reference);

    public static DateTimeOffset InstantOf(long unixMicroseconds) => DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);

    private static string NameOf(AlertDirection direction) => direction switch { AlertDirection.Up => "up", AlertDirection.Down => "down", _ => "either" };
}
