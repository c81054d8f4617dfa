using StackExchange.Redis;

namespace TradingAnalytics.Silo.Journal;

/// <summary>Whether Redis keeps what it acknowledges as safely as the settings say.</summary>
internal static class JournalPolicy
{
    private static readonly string[] s_rising = ["no", "everysec", "always"];

    /// <summary>Why this Redis will not do; null when it does, or when it does not let itself be asked (then <c>Untold</c>).</summary>
    public static async Task<(string? Refusal, bool Untold)> CheckAsync(IConnectionMultiplexer redis, RedisJournalOptions options)
    {
        string appendOnly;
        string fsync;
        try
        {
            appendOnly = await SettingAsync(redis, "appendonly");
            fsync = await SettingAsync(redis, "appendfsync");
        }
        catch (RedisServerException said) when (!RedisFaults.IsOne(said))
        {
            return (null, true);
        }

        if (options.Fsync == "no")
        {
            return (null, false);
        }

        string remedy = $"Set appendonly yes and appendfsync {options.Fsync} in redis.conf (or: redis-cli CONFIG SET appendonly yes; CONFIG SET appendfsync {options.Fsync}), or state a weaker {RedisJournalOptions.Section}:Fsync and with it what a power cut may lose.";
        return appendOnly != "yes"
            ? ($"Redis keeps the journal in memory only (appendonly {appendOnly}), where {RedisJournalOptions.Section}:Fsync says {options.Fsync}. {remedy}", false)
            : Array.IndexOf(s_rising, fsync) < Array.IndexOf(s_rising, options.Fsync)
            ? ($"Redis flushes what it writes less often (appendfsync {fsync}) than {RedisJournalOptions.Section}:Fsync says ({options.Fsync}). {remedy}", false)
            : (null, false);
    }

    private static async Task<string> SettingAsync(IConnectionMultiplexer redis, string name)
    {
        RedisResult answer = await redis.GetDatabase().ExecuteAsync("CONFIG", "GET", name);
        return (string)((RedisResult[])answer!)[1]!;
    }
}
