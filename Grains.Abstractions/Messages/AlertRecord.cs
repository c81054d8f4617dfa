using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A rule that fired, as it was then.</summary>
/// <param name="Number">Rises by one with each firing of a user's rules.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Firing">What it told.</param>
[GenerateSerializer, Immutable, Alias("ta.AlertRecord")]
public sealed record AlertRecord([property: Id(0)] long Number, [property: Id(1)] AlertRule Rule, [property: Id(2)] AlertFiring Firing);
