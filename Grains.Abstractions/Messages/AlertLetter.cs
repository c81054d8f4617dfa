namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A firing that a webhook did not take.</summary>
/// <param name="Record">What was to be told; its rule names where.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("ta.AlertLetter")]
public sealed record AlertLetter([property: Id(0)] AlertRecord Record, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Reason);
