using MongoDB.Bson;
using MongoDB.Driver;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;

namespace TradingAnalytics.Providers.Mongo.History;

/// <summary>
/// The collections. Time-series ones, by route: metrics and bars of seconds at the granularity of seconds, bars of minutes and snapshots at that of minutes. Beside them an ordinary one with a document per
/// route, so that nobody has to look through buckets to know which there are.
/// </summary>
internal sealed class HistoryCollections(IMongoDatabase database, MongoHistoryOptions options, HistoryRetention retention)
{
    /// <summary>The server's word for a collection that is there already.</summary>
    private const int NamespaceExists = 48;

    private volatile bool _made;

    public IMongoCollection<BsonDocument> Metrics { get; } = database.GetCollection<BsonDocument>("metrics");

    public IMongoCollection<BsonDocument> Seconds { get; } = database.GetCollection<BsonDocument>("bars_1s");

    public IMongoCollection<BsonDocument> Minutes { get; } = database.GetCollection<BsonDocument>("bars_1m");

    public IMongoCollection<BsonDocument> Snapshots { get; } = database.GetCollection<BsonDocument>("snapshots");

    public IMongoCollection<BsonDocument> Routes { get; } = database.GetCollection<BsonDocument>("routes");

    public IMongoCollection<BsonDocument> Bars(BarInterval interval) => interval == BarInterval.OneSecond ? Seconds : Minutes;

    /// <summary>Makes what is not there, with its index on product, expiry and time.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_made)
        {
            return;
        }

        await MakeAsync(Metrics, TimeSeriesGranularity.Seconds, retention.Seconds, cancellationToken);
        await MakeAsync(Seconds, TimeSeriesGranularity.Seconds, retention.Seconds, cancellationToken);
        await MakeAsync(Minutes, TimeSeriesGranularity.Minutes, retention.MinuteBars, cancellationToken);
        await MakeAsync(Snapshots, TimeSeriesGranularity.Minutes, retention.Snapshots, cancellationToken);
        await Routes.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument("product", 1)), cancellationToken: cancellationToken);
        _made = true;
    }

    private async Task MakeAsync(IMongoCollection<BsonDocument> collection, TimeSeriesGranularity granularity, TimeSpan keep, CancellationToken cancellationToken)
    {
        try
        {
            await database.CreateCollectionAsync(
                collection.CollectionNamespace.CollectionName,
                new CreateCollectionOptions
                {
                    TimeSeriesOptions = new TimeSeriesOptions(HistoryFields.At, HistoryFields.Route, granularity),
                    ExpireAfter = options.Expire ? keep : null,
                },
                cancellationToken);
        }
        catch (MongoCommandException there) when (there.Code == NamespaceExists)
        {
            // Made by an earlier start.
        }

        var index = new BsonDocument { { HistoryFields.Product, 1 }, { HistoryFields.Expiry, 1 }, { HistoryFields.At, 1 } };
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(index), cancellationToken: cancellationToken);
    }
}
