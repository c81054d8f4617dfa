namespace TradingAnalytics.Engine.Alerts;

/// <summary>When a rule fires.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Direction">Which way; of no meaning to <see cref="AlertKind.Above"/> and <see cref="AlertKind.Below"/>.</param>
/// <param name="Threshold">The level; percent for <see cref="AlertKind.Change"/>, times the mean step for <see cref="AlertKind.Spike"/>, 0 to 100 for <see cref="AlertKind.Rank"/>.</param>
/// <param name="Span">How long it has to stay; the window of the kinds that have one. Market time. None for <see cref="AlertKind.Crosses"/>.</param>
public readonly record struct AlertCondition(AlertKind Kind, AlertDirection Direction, double Threshold, TimeSpan Span)
{
    /// <summary>Longest time to stay on one side.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromDays(1);

    /// <summary>Shortest window.</summary>
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    /// <summary>Longest window.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    /// <summary>Whether it looks back over a window.</summary>
    public bool HasWindow => Kind is AlertKind.Change or AlertKind.Spike or AlertKind.Rank;
}
