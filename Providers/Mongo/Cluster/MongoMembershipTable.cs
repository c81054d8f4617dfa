using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>
/// The membership table in MongoDB: one document a cluster with its version and all its silos, so that one update changes a silo's entry and the version or neither, without transactions between documents. A sign of
/// life changes no version.
/// </summary>
internal sealed class MongoMembershipTable(ClusterDatabase database) : IMembershipTable
{
    private const string Collection = "members";
    private const string Version = "version";
    private const string Silos = "silos";
    private readonly IMongoCollection<BsonDocument> _clusters = database.Collection(Collection);

    private BsonDocument Self => new("_id", database.ClusterId);

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (tryInitTableVersion)
        {
            var empty = new BsonDocument("$setOnInsert", new BsonDocument { { Version, 0 }, { Silos, new BsonDocument() } });
            try
            {
                await _clusters.UpdateOneAsync(Self, empty, new UpdateOptions { IsUpsert = true });
            }
            catch (MongoWriteException late) when (late.WriteError.Category == ServerErrorCategory.DuplicateKey)
            {
                // Another silo was first.
            }
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) => _clusters.DeleteOneAsync(new BsonDocument("_id", clusterId));

    public async Task<MembershipTableData> ReadAll()
    {
        BsonDocument? table = await FindAsync();
        return new MembershipTableData([.. Entries(table).Select(MemberDocuments.Read)], VersionOf(table));
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        BsonDocument? table = await FindAsync();
        return table is not null && table[Silos].AsBsonDocument.TryGetValue(MemberDocuments.Key(key), out BsonValue? row)
            ? new MembershipTableData(MemberDocuments.Read(row.AsBsonDocument), VersionOf(table))
            : new MembershipTableData(VersionOf(table));
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(entry, tableVersion, key => new BsonDocument(key, new BsonDocument("$exists", false)));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(entry, tableVersion, key => new BsonDocument($"{key}.{MemberDocuments.Etag}", etag));

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        string key = Field(entry.SiloAddress);
        UpdateResult result = await _clusters.UpdateOneAsync(
            Self.Add(key, new BsonDocument("$exists", true)), new BsonDocument("$set", new BsonDocument($"{key}.{MemberDocuments.Alive}", entry.IAmAliveTime)));
        if (result.MatchedCount == 0)
        {
            throw new InvalidOperationException($"The membership of the cluster '{database.ClusterId}' in MongoDB does not hold {entry.SiloAddress}.");
        }
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        foreach (BsonDocument gone in Entries(await FindAsync()).Where(row => MemberDocuments.IsGone(row, beforeDate.UtcDateTime)))
        {
            string key = Field(MemberDocuments.Read(gone).Item1.SiloAddress);
            await _clusters.UpdateOneAsync(Self.Add($"{key}.{MemberDocuments.Etag}", gone[MemberDocuments.Etag]), new BsonDocument("$unset", new BsonDocument(key, "")));
        }
    }

    /// <summary>Where clients reach the silos that are up.</summary>
    public async Task<IList<Uri>> GatewaysAsync() => [.. Entries(await FindAsync()).Select(MemberDocuments.Gateway).OfType<Uri>()];

    private async Task<bool> ChangeAsync(MembershipEntry entry, TableVersion next, Func<string, BsonDocument> condition)
    {
        string key = Field(entry.SiloAddress);
        string etag = next.Version.ToString(CultureInfo.InvariantCulture);
        BsonDocument filter = Self.Add(Version, next.Version - 1).Merge(condition(key));
        UpdateResult result = await _clusters.UpdateOneAsync(filter, new BsonDocument("$set", new BsonDocument { { Version, next.Version }, { key, MemberDocuments.Of(entry, etag) } }));
        return result.MatchedCount == 1;
    }

    private async Task<BsonDocument?> FindAsync() => await _clusters.Find(Self).FirstOrDefaultAsync();

    private static string Field(SiloAddress silo) => $"{Silos}.{MemberDocuments.Key(silo)}";

    private static IEnumerable<BsonDocument> Entries(BsonDocument? table) => table is null ? [] : table[Silos].AsBsonDocument.Values.Select(row => row.AsBsonDocument);

    private static TableVersion VersionOf(BsonDocument? table)
    {
        int version = table?[Version].AsInt32 ?? 0;
        return new TableVersion(version, version.ToString(CultureInfo.InvariantCulture));
    }
}
