using TradingAnalytics.Engine.Alerts;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A rule and what became of it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="State">Whether it is at work.</param>
/// <param name="Fired">How often it fired.</param>
/// <param name="Last">When it last did; null never.</param>
[GenerateSerializer, Immutable, Alias("ta.AlertStanding")]
public sealed record AlertStanding([property: Id(0)] AlertRule Rule, [property: Id(1)] AlertState State, [property: Id(2)] int Fired, [property: Id(3)] AlertFiring? Last);
