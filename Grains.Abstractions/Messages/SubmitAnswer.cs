namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>What became of submitted ticks: each is counted once.</summary>
[GenerateSerializer, Immutable, Alias("ta.SubmitAnswer")]
public sealed record SubmitAnswer([property: Id(0)] int Accepted, [property: Id(1)] int Duplicated, [property: Id(2)] int Refused, [property: Id(3)] SubmitRefusal[] FirstRefusals);
