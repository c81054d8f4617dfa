using StackExchange.Redis;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Journal;

/// <summary>The journal's Redis: connection, keys and reader of the service this process belongs to.</summary>
internal sealed class JournalRedis : IDisposable
{
    public JournalRedis(ProcessPlan plan)
    {
        Connection = JournalConnection.Open(plan.Cluster.ConnectionString);
        Keys = new RedisJournalKeys(plan.Cluster.ServiceId);
        Reader = new RedisJournalReader(Connection, Keys);
    }

    public ConnectionMultiplexer Connection { get; }

    public RedisJournalKeys Keys { get; }

    public RedisJournalReader Reader { get; }

    public void Dispose() => Connection.Dispose();
}
