using System.Globalization;
using StackExchange.Redis;

namespace TradingAnalytics.Silo.Journal;

/// <summary>
/// Who holds the market, in Redis. A holder gives a sign of life again and again; another takes over when it has seen none for the lease's time by its own clock, so no two clocks need agree. Each
/// holder gets a fencing number of its own, which its writes carry: what a holder that lost the market still writes is refused.
/// </summary>
internal sealed class RedisFeedLease(IConnectionMultiplexer redis, RedisJournalKeys keys)
{
    private IDatabase Database => redis.GetDatabase();

    public async Task<LeaseState> ReadAsync()
    {
        RedisValue[] fields = await Database.HashGetAsync(keys.Lease, ["fence", "beat", "holder", "name", "silo", "since", "position"]);
        return fields[0].IsNull
            ? LeaseState.None
            : new LeaseState(
                (long)fields[0], (long)fields[1], (string)fields[2]!, (string)fields[3]!, (string)fields[4]!,
                DateTimeOffset.Parse((string)fields[5]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), (string?)fields[6] ?? "");
    }

    /// <summary>Takes the market if nobody has moved since <paramref name="seen"/> was read; answers with the fencing number, 0 when somebody has.</summary>
    public async Task<long> TryTakeAsync(LeaseState seen, string holder, string name, string silo, DateTimeOffset now) =>
        (long)await Database.ScriptEvaluateAsync(JournalScripts.Acquire, [keys.Lease], [seen.Fence, seen.Beat, holder, name, silo, now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)]);

    /// <summary>A sign of life. False: another holds the market.</summary>
    public async Task<bool> RenewAsync(long fence, string position) => (long)await Database.ScriptEvaluateAsync(JournalScripts.Renew, [keys.Lease], [fence, position]) == 1;

    /// <summary>Has a method called each time the market is taken or let go. What is said while Redis is away is not heard: who listens looks now and then as well.</summary>
    public Task ListenAsync(Action moved) => redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal((string)keys.Lease!), (_, _) => moved());

    public Task ReleaseAsync(long fence) => Database.ScriptEvaluateAsync(JournalScripts.Release, [keys.Lease], [fence]);
}
