namespace TradingAnalytics.Silo.Journal;

/// <summary>What happens inside Redis, each wholly or not at all.</summary>
internal static class JournalScripts
{
    /// <summary>Answer to <see cref="Append"/> under a number that is no longer the holder's.</summary>
    public const long Fenced = -1;

    /// <summary>
    /// Appends a batch if its writer still holds the market; answers with the last sequence, or <see cref="Fenced"/>. The same batch of the same holder sent again is not written again.
    /// Keys: lease, head, routes, marks, then each frame's stream. Arguments: fence, batch, sequence before, bytes, then per frame route, previous, received, payload.
    /// </summary>
    public const string Append = """
        local lease, head, routes, marks = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
        local fence, batch = ARGV[1], ARGV[2]
        if redis.call('HGET', lease, 'fence') ~= fence then return -1 end
        local was = redis.call('HMGET', head, 'sequence', 'fence', 'batch', 'second', 'bytes')
        if was[2] == fence and was[3] == batch then return tonumber(was[1]) end
        local sequence = tonumber(ARGV[3])
        local received = tonumber(ARGV[7])
        local second = string.format('%.0f', math.floor(received / 1000000))
        local bytes = tonumber(was[5] or '0')
        if second ~= was[4] then
            redis.call('ZADD', marks, ARGV[7], string.format('%.0f:%.0f', sequence + 1, bytes))
        end
        for i = 5, #KEYS do
            local at = 5 + (i - 5) * 4
            sequence = sequence + 1
            local id = string.format('%.0f', sequence)
            redis.call('XADD', KEYS[i], id .. '-0', 'p', ARGV[at + 1], 'r', ARGV[at + 2], 't', ARGV[at + 3])
            redis.call('HSET', routes, ARGV[at], id)
        end
        redis.call('HSET', head, 'sequence', string.format('%.0f', sequence), 'fence', fence, 'batch', batch, 'second', second, 'bytes', string.format('%.0f', bytes + tonumber(ARGV[4])))
        return sequence
        """;

    /// <summary>
    /// Takes the market if it is still as it was seen: fence and beat, and tells all who listen. Answers with the new fencing number, or 0. Key: lease. Arguments: fence seen, beat seen, holder, name, silo, now.
    /// </summary>
    public const string Acquire = """
        local was = redis.call('HMGET', KEYS[1], 'fence', 'beat')
        if (was[1] or '0') ~= ARGV[1] or (was[2] or '0') ~= ARGV[2] then return 0 end
        local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
        redis.call('HSET', KEYS[1], 'beat', '0', 'holder', ARGV[3], 'name', ARGV[4], 'silo', ARGV[5], 'since', ARGV[6])
        redis.call('PUBLISH', KEYS[1], fence)
        return fence
        """;

    /// <summary>A sign of life, with how far the feed has come. Answers 1, or 0 when another holds the market. Key: lease. Arguments: fence, position.</summary>
    public const string Renew = """
        if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then return 0 end
        redis.call('HINCRBY', KEYS[1], 'beat', 1)
        if ARGV[2] ~= '' then redis.call('HSET', KEYS[1], 'position', ARGV[2]) end
        return 1
        """;

    /// <summary>Lets go of the market and tells all who listen, so that another need not wait. Key: lease. Argument: fence.</summary>
    public const string Release = """
        if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'holder', '')
        redis.call('PUBLISH', KEYS[1], ARGV[1])
        return 1
        """;
}
