using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class AlertFiringConverter : IConverter<AlertFiring, AlertFiringSurrogate>
{
    public AlertFiring ConvertFromSurrogate(in AlertFiringSurrogate surrogate) => new(
        surrogate.Owner, surrogate.Rule, surrogate.Version, (AlertOutcome)surrogate.Outcome, surrogate.AtUnixMicroseconds, surrogate.Value, surrogate.Reference);

    public AlertFiringSurrogate ConvertToSurrogate(in AlertFiring value) => new()
    {
        Owner = value.Owner,
        Rule = value.Rule,
        Version = value.Version,
        Outcome = (byte)value.Outcome,
        AtUnixMicroseconds = value.AtUnixMicroseconds,
        Value = value.Value,
        Reference = value.Reference,
    };
}
