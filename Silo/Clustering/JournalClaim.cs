using StackExchange.Redis;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Hosting;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>
/// Ties the states stored for a service to one journal, before the silo joins. Every grain counts frames of that journal; were another one put under them, its frames would be taken for applied
/// and passed over in silence. So the first owner writes the journal's id, and one with another journal is refused. It also keeps two silos from owning a journal each.
/// </summary>
public sealed class JournalClaim(ProcessPlan plan, DataDirectory data) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string id = await OwnId(cancellationToken);
        string key = $"{plan.Cluster.ServiceId}/journal";
        string owner = await ClaimAsync(key, id);
        if (owner != id)
        {
            throw new StartupException(
                $"The states stored for Cluster:ServiceId {plan.Cluster.ServiceId} belong to another journal than the one in {data.JournalFolder}. Another silo owns that one, or the data directory has changed: "
                + "give the directory it had (--data-dir), leave out --owns-journal, or give a new Cluster:ServiceId.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string> ClaimAsync(string key, string id)
    {
        try
        {
            ConfigurationOptions connection = ClusterHosting.Connection(plan.Cluster);
            connection.AbortOnConnectFail = true;
            await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(connection);
            IDatabase database = redis.GetDatabase();
            await database.StringSetAsync(key, id, when: When.NotExists);
            return (string?)await database.StringGetAsync(key) ?? "";
        }
        catch (RedisException failure)
        {
            throw new StartupException($"Redis does not answer at Cluster:ConnectionString (--redis): {failure.Message} Start it, or correct the setting.", failure);
        }
    }

    /// <summary>The id lies beside the journal and goes with it.</summary>
    private async Task<string> OwnId(CancellationToken cancellationToken)
    {
        string path = data.JournalIdFile;
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, Guid.NewGuid().ToString("N"), cancellationToken);
        }

        return (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
    }
}
