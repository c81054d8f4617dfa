using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>The state of a chain or product at one moment of market time: what a new book needs to be where that one was. What is computed of it is not in it, because it follows.</summary>
/// <param name="Route">Whose.</param>
/// <param name="UnixMicroseconds">Its market time: nothing in it is newer, also of a product, which counts its chains' ticks. A later snapshot of the same instant takes its place.</param>
/// <param name="Day">The venue's date of that (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="OwnThrough">The book holds all frames of its own route up to this one; <see cref="NoJournal"/> when it came of no journal.</param>
/// <param name="UnderlyingThrough">Of a chain: the same of the product's route. Of a product: up to here its chains' ticks are counted.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in it; 0 when unknown.</param>
/// <param name="State">As <see cref="SnapshotCodec"/> writes it.</param>
public sealed record MarketSnapshot(TickRoute Route, long UnixMicroseconds, int Day, long OwnThrough, long UnderlyingThrough, long ReceivedUnixMicroseconds, byte[] State)
{
    /// <summary>Nothing in a journal follows it.</summary>
    public const long NoJournal = -1;
}
