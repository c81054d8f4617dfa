namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>What came of a wish to store a rule.</summary>
/// <param name="Result">Whether it is.</param>
/// <param name="Standing">The rule as stored; null when it is not.</param>
[GenerateSerializer, Immutable, Alias("ta.AlertChange")]
public sealed record AlertChange([property: Id(0)] AlertChangeResult Result, [property: Id(1)] AlertStanding? Standing);
