using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>
/// How far a book has come on one route: every frame of the route up to <see cref="Through"/> is applied. It says of a delivered frame whether to pass it over, to apply it, or to
/// read the journal first, so that each frame counts once and none is missed however frames are delivered.
/// </summary>
public struct RouteCursor(long through)
{
    public long Through { get; private set; } = through;

    public readonly FrameVerdict Judge(in TickFrame frame)
    {
        if (frame.Sequence <= Through)
        {
            return FrameVerdict.PassOver;
        }

        // With no predecessor named, any frame between could be missing: only an unbroken reach up to its neighbour rules that out.
        long neighbour = frame.Previous == 0 ? frame.Sequence - 1 : frame.Previous;
        return neighbour > Through ? FrameVerdict.Gap : FrameVerdict.Apply;
    }

    /// <summary>Everything up to the sequence is applied, or is not on this route.</summary>
    public void Reach(long sequence) => Through = Math.Max(Through, sequence);
}
