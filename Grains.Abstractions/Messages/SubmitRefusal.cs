using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A tick that was not taken: its place among those submitted, from 0, and why.</summary>
[GenerateSerializer, Immutable, Alias("ta.SubmitRefusal")]
public sealed record SubmitRefusal([property: Id(0)] int Index, [property: Id(1)] RefusalReason Reason, [property: Id(2)] string Detail);
