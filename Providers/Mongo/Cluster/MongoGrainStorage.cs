using MongoDB.Bson;
using MongoDB.Driver;
using Orleans.Serialization;
using Orleans.Storage;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>Grain storage in a collection of MongoDB, a document a state. Etags are checked, so of two writers one learns that it is late.</summary>
internal sealed class MongoGrainStorage(string collection, ClusterDatabase database, Serializer serializer, TimeProvider time) : IGrainStorage
{
    private readonly IMongoCollection<BsonDocument> _states = database.Collection(collection);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        BsonDocument? stored = await _states.Find(Key(stateName, grainId)).FirstOrDefaultAsync();
        grainState.State = stored is null ? Activator.CreateInstance<T>() : serializer.Deserialize<T>(stored["state"].AsBsonBinaryData.Bytes);
        grainState.ETag = stored?["etag"].AsString;
        grainState.RecordExists = stored is not null;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string etag = ObjectId.GenerateNewId().ToString();
        var content = new BsonDocument { { "etag", etag }, { "state", new BsonBinaryData(serializer.SerializeToArray(grainState.State)) }, { "saved", time.GetUtcNow().UtcDateTime } };
        bool written = grainState.ETag is null
            ? await TryInsertAsync(Key(stateName, grainId).Merge(content))
            : (await _states.UpdateOneAsync(Version(stateName, grainId, grainState.ETag), new BsonDocument("$set", content))).MatchedCount == 1;
        if (!written)
        {
            throw Late("written", stateName, grainId, grainState.ETag);
        }

        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null && (await _states.DeleteOneAsync(Version(stateName, grainId, grainState.ETag))).DeletedCount == 0)
        {
            throw Late("cleared", stateName, grainId, grainState.ETag);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private async Task<bool> TryInsertAsync(BsonDocument state)
    {
        try
        {
            await _states.InsertOneAsync(state);
            return true;
        }
        catch (MongoWriteException late) when (late.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private BsonDocument Key(string stateName, GrainId grainId) => new("_id", $"{database.ServiceId}/{stateName}/{grainId}");

    private BsonDocument Version(string stateName, GrainId grainId, string etag) => Key(stateName, grainId).Add("etag", etag);

    private static InconsistentStateException Late(string verb, string stateName, GrainId grainId, string? etag) =>
        new($"The state '{stateName}' of {grainId} cannot be {verb}: another activation has written it since this one read it.", "another version", etag ?? "none");
}
