using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A live table that an answer was computed from.</summary>
/// <param name="Room">The room that shows it.</param>
/// <param name="Epoch">With the sequence its version.</param>
/// <param name="Sequence">0 while nothing was published.</param>
internal sealed record PositionSource(string Room, long Epoch, long Sequence)
{
    public static PositionSource Of(TableId id, LiveUpdate table) => new(id.ToString(), table.Epoch, table.Sequence);
}
