using StackExchange.Redis;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>
/// Drops frames that are past their time or beyond the size allowed, route by route, except those a live product or chain has not stored yet: a product reads the frames of all its chains, a chain its
/// own and the product's. A route that is no longer live goes with its last frame.
/// </summary>
internal sealed class RedisJournalTrim(IConnectionMultiplexer redis, RedisJournalKeys keys, RedisJournalReader reader, RedisJournalOptions options, TimeProvider time)
{
    private const string Forget = """
        if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
        redis.call('HDEL', KEYS[1], ARGV[1])
        redis.call('HDEL', KEYS[2], ARGV[1])
        return redis.call('DEL', KEYS[3])
        """;

    /// <summary>Answers with the frame up to which nothing is kept but what is still needed.</summary>
    public async Task<long> ApplyAsync(IReadOnlyCollection<TickRoute> live)
    {
        IDatabase database = redis.GetDatabase();
        long cut = await CutAsync(database);
        if (cut == 0)
        {
            return 0;
        }

        Dictionary<TickRoute, long> stored = (await database.HashGetAllAsync(keys.Stored)).ToDictionary(entry => TickRoute.Parse((string)entry.Name!), entry => (long)entry.Value);
        var living = live.ToHashSet();
        foreach ((TickRoute route, long newest) in await Task.Run(reader.Newest))
        {
            long last = Math.Min(cut, Needed(route, living, stored));
            if (last >= newest && !living.Contains(route))
            {
                await database.ScriptEvaluateAsync(Forget, [keys.Routes, keys.Stored, keys.FramesOf(route)], [route.ToString(), newest]);
            }
            else if (last > 0)
            {
                await database.ExecuteAsync("XTRIM", keys.FramesOf(route), "MINID", last + 1);
            }
        }

        return cut;
    }

    /// <summary>The last frame of the route that every live reader of it has stored.</summary>
    private static long Needed(TickRoute route, HashSet<TickRoute> living, Dictionary<TickRoute, long> stored)
    {
        long through = long.MaxValue;
        foreach (TickRoute reader in living)
        {
            if (reader == route || (reader.Product == route.Product && (!reader.IsChain || !route.IsChain)))
            {
                through = Math.Min(through, stored.GetValueOrDefault(reader));
            }
        }

        return through;
    }

    /// <summary>The last frame that is past its time or beyond the size; marks before it are dropped.</summary>
    private async Task<long> CutAsync(IDatabase database)
    {
        double oldest = Tick.MicrosecondsOf(time.GetUtcNow() - options.RetainFor);
        long bytes = (long)await database.HashGetAsync(keys.Head, "bytes");
        SortedSetEntry[] marks = await database.SortedSetRangeByRankWithScoresAsync(keys.Marks);
        int keep = 0;
        while (keep + 1 < marks.Length && (marks[keep + 1].Score <= oldest || bytes - JournalMark.Parse(marks[keep].Element).BytesBefore > options.RetainBytes))
        {
            keep++;
        }

        if (keep > 0)
        {
            await database.SortedSetRemoveRangeByRankAsync(keys.Marks, 0, keep - 1);
        }

        return marks.Length == 0 ? 0 : JournalMark.Parse(marks[keep].Element).First - 1;
    }
}
