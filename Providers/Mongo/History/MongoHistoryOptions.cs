namespace TradingAnalytics.Providers.Mongo.History;

/// <summary>Where history lies in MongoDB. Section <c>History:Mongo</c>; used when <c>History:Provider</c> is <c>mongo</c>.</summary>
public sealed class MongoHistoryOptions
{
    public const string Section = "History:Mongo";

    /// <summary>As the driver writes it: <c>mongodb://user:password@host:27017/?replicaSet=…</c>. MongoDB 7.0 or later.</summary>
    public string ConnectionString { get; set; } = "mongodb://127.0.0.1:27017";

    /// <summary>The database; one per market.</summary>
    public string Database { get; set; } = "trading_analytics";

    /// <summary>
    /// Whether the database drops by itself what is past its time, by the clock; right for a live market. Off, this process drops it by market time, as the embedded store does: for recordings of other
    /// years, which a clock would drop at once. It counts when a collection is made.
    /// </summary>
    public bool Expire { get; set; } = true;

    /// <summary>Throws when a value makes no sense.</summary>
    public void Validate() => MongoAddress.Validate(Section, ConnectionString, Database);
}
