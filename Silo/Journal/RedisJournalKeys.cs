using StackExchange.Redis;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>Where the journal of a service lies. The braces keep all of it in one slot of a sharded Redis, as its scripts need.</summary>
internal sealed class RedisJournalKeys(string service)
{
    private readonly string _prefix = $"{{{service}}}/journal/";

    /// <summary>Hash: who holds the market, under which fencing number.</summary>
    public RedisKey Lease => _prefix + "lease";

    /// <summary>Hash: the last sequence, which batch of which holder wrote it, and bytes written over all.</summary>
    public RedisKey Head => _prefix + "head";

    /// <summary>Hash: the newest sequence of each route.</summary>
    public RedisKey Routes => _prefix + "routes";

    /// <summary>Hash: up to which sequence each route's stored state reaches.</summary>
    public RedisKey Stored => _prefix + "stored";

    /// <summary>Sorted set by time of receipt: the first frame of each second, with the bytes before it.</summary>
    public RedisKey Marks => _prefix + "marks";

    /// <summary>Stream: a route's frames, each under its sequence.</summary>
    public RedisKey FramesOf(TickRoute route) => $"{_prefix}frames/{route}";
}
