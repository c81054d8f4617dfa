using MongoDB.Driver;

namespace TradingAnalytics.Providers.Mongo;

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
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Database) || Database.IndexOfAny(['/', '\\', '.', ' ', '"', '$']) >= 0)
        {
            throw new ArgumentException($"{Section}:Database is '{Database}': give a name without spaces and any of / \\ . \" $.");
        }

        try
        {
            _ = MongoClientSettings.FromConnectionString(ConnectionString);
        }
        catch (Exception wrong) when (wrong is MongoConfigurationException or ArgumentException or FormatException)
        {
            // What is wrong with it, never the string itself: it holds the password.
            throw new ArgumentException($"{Section}:ConnectionString cannot be read: give it as mongodb://user:password@host:27017/?replicaSet=name.", wrong);
        }
    }
}
