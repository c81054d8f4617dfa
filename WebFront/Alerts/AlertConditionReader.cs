using System.Diagnostics.CodeAnalysis;
using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>Reads conditions; each kind has what it needs and nothing else, so that nobody thinks he set what is not looked at.</summary>
internal static class AlertConditionReader
{
    private static readonly Dictionary<string, AlertKind> Kinds = Enum.GetValues<AlertKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, AlertDirection> Directions = Enum.GetValues<AlertDirection>().ToDictionary(direction => direction.ToString().ToLowerInvariant());

    public static bool TryRead(AlertConditionJson? given, out AlertCondition condition, [NotNullWhen(false)] out AlertFault? fault)
    {
        condition = default;
        if (given is null || !Kinds.TryGetValue(given.Type ?? "", out AlertKind kind))
        {
            fault = new AlertFault("condition.type", $"'condition.type' must be one of {string.Join(", ", Kinds.Keys)}.");
            return false;
        }

        var direction = AlertDirection.Either;
        if (given.Direction is { } way && !Directions.TryGetValue(way, out direction))
        {
            fault = new AlertFault("condition.direction", $"'condition.direction' must be one of {string.Join(", ", Directions.Keys)}, not '{way}'.");
            return false;
        }

        (double least, double most) = kind switch { AlertKind.Rank => (0, 100), AlertKind.Change => (0, 1e6), AlertKind.Spike => (1, 1e6), _ => (double.NegativeInfinity, double.PositiveInfinity) };
        bool stays = kind is AlertKind.Above or AlertKind.Below;
        bool windowed = kind is AlertKind.Change or AlertKind.Spike or AlertKind.Rank;
        (double? threshold, string name) = kind switch { AlertKind.Change => (given.Percent, "percent"), AlertKind.Spike => (given.Times, "times"), _ => (given.Level, "level") };
        double span = (stays ? given.ForSeconds : given.WithinSeconds) ?? 0;
        (double shortest, double longest) = stays ? (0, AlertCondition.LongestStay.TotalSeconds) : (AlertCondition.ShortestWindow.TotalSeconds, AlertCondition.LongestWindow.TotalSeconds);
        fault = Surplus(given, kind, stays, windowed)
            ?? (threshold is { } number && double.IsFinite(number) && number >= least && number <= most && (kind is not (AlertKind.Change or AlertKind.Spike) || number > least)
                ? null : new AlertFault($"condition.{name}", $"'{given.Type}' needs 'condition.{name}', a number{Range(kind)}."))
            ?? (!(stays || windowed) || (span >= shortest && span <= longest)
                ? null : new AlertFault(stays ? "condition.forSeconds" : "condition.withinSeconds", $"'{given.Type}' takes '{(stays ? "forSeconds" : "withinSeconds")}' from {shortest:0} to {longest:0}."));
        if (fault is not null)
        {
            return false;
        }

        condition = new AlertCondition(kind, direction, threshold!.Value, TimeSpan.FromSeconds(span));
        return true;
    }

    private static AlertFault? Surplus(AlertConditionJson given, AlertKind kind, bool stays, bool windowed)
    {
        string? surplus = given.Level is not null && kind is AlertKind.Change or AlertKind.Spike ? "level"
            : given.Percent is not null && kind != AlertKind.Change ? "percent"
            : given.Times is not null && kind != AlertKind.Spike ? "times"
            : given.ForSeconds is not null && !stays ? "forSeconds"
            : given.WithinSeconds is not null && !windowed ? "withinSeconds"
            : given.Direction is not null && stays ? "direction"
            : null;
        return surplus is null ? null : new AlertFault($"condition.{surplus}", $"'{given.Type}' has no '{surplus}'.");
    }

    private static string Range(AlertKind kind) => kind switch
    {
        AlertKind.Rank => " from 0 to 100",
        AlertKind.Change => " of percent above 0",
        AlertKind.Spike => " above 1",
        _ => "",
    };
}
