using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>Finds where an instant ends among ticks.</summary>
internal static class PastTicks
{
    /// <summary>How many ticks come before the first that is newer than an instant. A future of another expiry than the given one (none: of any) does not count.</summary>
    public static int CountUntil(ReadOnlySpan<Tick> ticks, long at, Expiry expiry)
    {
        for (int i = 0; i < ticks.Length; i++)
        {
            if (ticks[i].UnixMicroseconds > at && (ticks[i].Kind != TickKind.Future || expiry.IsNone || ticks[i].Expiry == expiry))
            {
                return i;
            }
        }

        return ticks.Length;
    }
}
