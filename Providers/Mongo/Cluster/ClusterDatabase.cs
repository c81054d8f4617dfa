using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;
using Orleans.Configuration;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>
/// The database of a cluster: one connection for membership and states. What is written counts once a majority of the replica set has it: a state that a fail-over took back would lag behind the journal that was trimmed for it.
/// </summary>
public sealed class ClusterDatabase : IDisposable
{
    private readonly MongoClient _client;
    private readonly IMongoDatabase _database;

    public ClusterDatabase(IOptions<MongoClusterOptions> options, IOptions<ClusterOptions> cluster)
    {
        _client = new MongoClient(options.Value.ConnectionString);
        _database = _client.GetDatabase(options.Value.Database).WithWriteConcern(WriteConcern.WMajority).WithReadPreference(ReadPreference.Primary);
        ClusterId = cluster.Value.ClusterId;
        ServiceId = cluster.Value.ServiceId;
    }

    public string ClusterId { get; }

    public string ServiceId { get; }

    public IMongoCollection<BsonDocument> Collection(string name) => _database.GetCollection<BsonDocument>(name);

    public void Dispose() => _client.Dispose();
}
