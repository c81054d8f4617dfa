using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Routes found in the journal.</summary>
/// <param name="Routes">In no order.</param>
/// <param name="Through">Up to which frame was searched.</param>
[GenerateSerializer, Immutable, Alias("ta.JournalRoutes")]
public sealed record JournalRoutes([property: Id(0)] TickRoute[] Routes, [property: Id(1)] long Through);
