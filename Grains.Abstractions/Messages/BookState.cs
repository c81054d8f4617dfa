using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A book's state at one moment: what a new book needs to be where that one is.</summary>
/// <param name="Route">Whose.</param>
/// <param name="AsOfUnixMicroseconds">Its market time, of a product that of its chains too; 0 before the first tick.</param>
/// <param name="OwnThrough">It holds all frames of its own route up to this one.</param>
/// <param name="UnderlyingThrough">Of a chain: the same of the product's route. Of a product: up to here its chains' ticks are counted.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in it.</param>
/// <param name="Ticks">Laid out as in a frame's payload.</param>
/// <param name="Day">Of a product, what its quotes do not say; of a chain empty.</param>
[GenerateSerializer, Immutable, Alias("ta.BookState")]
public sealed record BookState(
    [property: Id(0)] TickRoute Route,
    [property: Id(1)] long AsOfUnixMicroseconds,
    [property: Id(2)] long OwnThrough,
    [property: Id(3)] long UnderlyingThrough,
    [property: Id(4)] long ReceivedUnixMicroseconds,
    [property: Id(5)] byte[] Ticks,
    [property: Id(6)] double[] Day);
