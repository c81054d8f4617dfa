using TradingAnalytics.Grains;

namespace TradingAnalytics.Providers.OrleansMongo;

/// <summary>Joins a process to its cluster through MongoDB in place of Redis: membership, states and reminders.</summary>
public static class MongoCluster
{
    public static ISiloBuilder UseMongoCluster(this ISiloBuilder silo, string connectionString, string database)
    {
        silo.UseMongoDBClient(connectionString);
        silo.UseMongoDBClustering(options => options.DatabaseName = database);
        silo.UseMongoDBReminders(options => options.DatabaseName = database);
        foreach (string storage in (string[])[GrainNames.Storage, GrainNames.Subscriptions])
        {
            silo.AddMongoDBGrainStorage(storage, options => options.DatabaseName = database);
        }

        return silo;
    }

    public static IClientBuilder UseMongoCluster(this IClientBuilder client, string connectionString, string database)
    {
        client.UseMongoDBClient(connectionString);
        client.UseMongoDBClustering(options => options.DatabaseName = database);
        return client;
    }
}
