using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Where it is noted how far stored states reach, so that the journal drops only what nobody needs.</summary>
public interface IJournalCheckpoints
{
    /// <summary>The route's stored state holds every frame up to the sequence. Returns at once; a word lost keeps the journal longer.</summary>
    void Stored(TickRoute route, long through);
}
