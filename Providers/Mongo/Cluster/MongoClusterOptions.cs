namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>Where a cluster's silos find each other and keep their grains' states in MongoDB. Section <c>Cluster:Mongo</c>; used when <c>Cluster:States</c> is <c>mongo</c>.</summary>
public sealed class MongoClusterOptions
{
    public const string Section = "Cluster:Mongo";

    /// <summary>As the driver writes it: <c>mongodb://user:password@host:27017/?replicaSet=…</c>.</summary>
    public string ConnectionString { get; set; } = "mongodb://127.0.0.1:27017";

    /// <summary>The database; clusters may share one.</summary>
    public string Database { get; set; } = "trading_analytics_cluster";

    /// <summary>Throws when a value makes no sense.</summary>
    public void Validate() => MongoAddress.Validate(Section, ConnectionString, Database);
}
