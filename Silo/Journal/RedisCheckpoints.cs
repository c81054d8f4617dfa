using StackExchange.Redis;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>How far stored states reach, told by every silo and kept beside the journal.</summary>
internal sealed class RedisCheckpoints(JournalRedis redis) : IJournalCheckpoints
{
    public void Stored(TickRoute route, long through)
    {
        try
        {
            redis.Connection.GetDatabase().HashSet(redis.Keys.Stored, route.ToString(), through, flags: CommandFlags.FireAndForget);
        }
        catch (Exception fault) when (RedisFaults.IsOne(fault))
        {
            // The next save tells again; until then the journal is kept longer than needed.
        }
    }
}
