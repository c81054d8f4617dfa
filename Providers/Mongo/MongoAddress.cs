using MongoDB.Driver;

namespace TradingAnalytics.Providers.Mongo;

/// <summary>What makes sense as a place in MongoDB.</summary>
internal static class MongoAddress
{
    /// <summary>Throws when it makes none, naming the key and what may stand there.</summary>
    /// <param name="section">The section of the configuration that names the place.</param>
    /// <param name="connectionString">As the driver writes it.</param>
    /// <param name="database">The database's name.</param>
    public static void Validate(string section, string connectionString, string database)
    {
        if (string.IsNullOrWhiteSpace(database) || database.IndexOfAny(['/', '\\', '.', ' ', '"', '$']) >= 0)
        {
            throw new ArgumentException($"{section}:Database is '{database}': give a name without spaces and any of / \\ . \" $.");
        }

        try
        {
            _ = MongoClientSettings.FromConnectionString(connectionString);
        }
        catch (Exception wrong) when (wrong is MongoConfigurationException or ArgumentException or FormatException)
        {
            // What is wrong with it, never the string itself: it holds the password.
            throw new ArgumentException($"{section}:ConnectionString cannot be read: give it as mongodb://user:password@host:27017/?replicaSet=name.", wrong);
        }
    }
}
