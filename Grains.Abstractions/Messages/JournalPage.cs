using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Some frames of the journal.</summary>
/// <param name="Frames">In order.</param>
/// <param name="Through">Of the routes asked for, no frame up to this sequence is missing.</param>
/// <param name="More">Whether more were there; the next page is after <paramref name="Through"/>.</param>
[GenerateSerializer, Immutable, Alias("ta.JournalPage")]
public sealed record JournalPage([property: Id(0)] TickFrame[] Frames, [property: Id(1)] long Through, [property: Id(2)] bool More);
