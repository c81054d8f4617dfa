using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Providers.Mongo.History;

/// <summary>
/// History in MongoDB's time-series collections. They know no unique keys and no transactions: a row written again is a second document, and the reader, who gets them in the order of time and writing,
/// takes the one that counts. So a batch that failed half way is written again as a whole, and nothing is there twice for whoever reads.
/// </summary>
public sealed class MongoHistoryStore : IHistoryStore, IDisposable
{
    private static readonly InsertManyOptions s_unordered = new() { IsOrdered = false };
    private static readonly BsonDocument s_oldestFirst = new() { { HistoryFields.At, 1 }, { "_id", 1 } };
    private static readonly BsonDocument s_newestFirst = new() { { HistoryFields.At, -1 }, { "_id", -1 } };

    private readonly MongoClient _client;
    private readonly HistoryCollections _collections;
    private readonly StorePipeline _pipeline;
    private readonly bool _expires;

    /// <param name="options">Where it is. It is looked for when it is first needed, and again whenever it was away.</param>
    /// <param name="retention">How long what is kept.</param>
    /// <param name="stores">The rules calls go by, those of the store <c>history</c>.</param>
    public MongoHistoryStore(MongoHistoryOptions options, HistoryRetention retention, StorePipelines stores)
    {
        _pipeline = stores.Of("history");
        _expires = options.Expire;
        MongoClientSettings settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        settings.ApplicationName = "TradingAnalytics";

        // One that is away is known to be within the time an attempt may take.
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(3);
        _client = new MongoClient(settings);
        _collections = new HistoryCollections(_client.GetDatabase(options.Database), options, retention);
    }

    public long Bytes => 0;

    public async ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken) => await AskAsync(
        _pipeline.Writes,
        async token =>
        {
            await InsertAsync(_collections.Metrics, batch.Metrics.Select(HistoryDocuments.Of), token);
            foreach (IGrouping<BarInterval, BarRow> bars in batch.Bars.GroupBy(bar => bar.Interval))
            {
                await InsertAsync(_collections.Bars(bars.Key), bars.Select(HistoryDocuments.Of), token);
            }

            await InsertAsync(_collections.Snapshots, batch.Snapshots.Select(HistoryDocuments.Of), token);
            await NoteAsync(batch, token);
            return true;
        },
        cancellationToken);

    public async ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken)
    {
        var series = new List<RecordedSeries>();
        foreach (TickRoute route in await RoutesAsync(product, cancellationToken))
        {
            BsonDocument? oldest = await FirstAsync(_collections.Metrics, Of(route), s_oldestFirst, cancellationToken);
            BsonDocument? newest = oldest is null ? null : await FirstAsync(_collections.Metrics, Of(route), s_newestFirst, cancellationToken);
            if (oldest is not null && newest is not null)
            {
                series.Add(new RecordedSeries(route, HistoryDocuments.Seconds(oldest), HistoryDocuments.Seconds(newest)));
            }
        }

        return series;
    }

    public async IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string name = HistoryMetrics.NameOf(metric);
        var projection = new BsonDocument { { HistoryFields.At, 1 }, { name, 1 } };

        // Of a second written twice the later row counts, also when it has no value.
        BsonDocument? held = null;
        await foreach (BsonDocument document in RangeAsync(_collections.Metrics, route, from, to, projection, cancellationToken))
        {
            if (held is not null && HistoryDocuments.Seconds(held) != HistoryDocuments.Seconds(document) && held.Contains(name))
            {
                yield return new MetricPoint(HistoryDocuments.Seconds(held), held[name].ToDouble());
            }

            held = document;
        }

        if (held is not null && held.Contains(name))
        {
            yield return new MetricPoint(HistoryDocuments.Seconds(held), held[name].ToDouble());
        }
    }

    public async IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Bar? held = null;
        await foreach (BsonDocument document in RangeAsync(_collections.Bars(interval), new TickRoute(product, Expiry.None), from, to, null, cancellationToken))
        {
            Bar bar = HistoryDocuments.Bar(document);
            if (held is { } same && same.StartUnixSeconds == bar.StartUnixSeconds)
            {
                held = bar.Ticks >= same.Ticks ? bar : same;
                continue;
            }

            if (held is { } whole)
            {
                yield return whole;
            }

            held = bar;
        }

        if (held is { } last)
        {
            yield return last;
        }
    }

    public async ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken) =>
        await FirstAsync(_collections.Bars(interval), Of(new TickRoute(product, Expiry.None)), s_newestFirst, cancellationToken) is { } newest ? HistoryDocuments.Seconds(newest) : null;

    public async ValueTask<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(ProductId product, Expiry firstExpiry, long atUnixMicroseconds, CancellationToken cancellationToken)
    {
        var snapshots = new List<MarketSnapshot>();
        var order = new BsonDocument { { HistoryFields.At, -1 }, { HistoryFields.Microseconds, -1 }, { "_id", -1 } };
        foreach (TickRoute route in await RoutesAsync(product, cancellationToken))
        {
            if (route.IsChain && route.Expiry.CompareTo(firstExpiry) < 0)
            {
                continue;
            }

            BsonDocument filter = Of(route);
            filter.Add(HistoryFields.At, new BsonDocument("$lte", new BsonDateTime(atUnixMicroseconds / 1_000)));
            filter.Add(HistoryFields.Microseconds, new BsonDocument("$lte", atUnixMicroseconds));
            if (await FirstAsync(_collections.Snapshots, filter, order, cancellationToken) is { } newest)
            {
                snapshots.Add(HistoryDocuments.Snapshot(route, newest));
            }
        }

        return snapshots;
    }

    public async IAsyncEnumerable<MarketSnapshot> SnapshotsAsync(TickRoute route, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BsonDocument filter = Of(route);
        filter.Add(HistoryFields.At, new BsonDocument { { "$gte", new BsonDateTime(from / 1_000) }, { "$lte", new BsonDateTime(to / 1_000) } });
        filter.Add(HistoryFields.Microseconds, new BsonDocument { { "$gte", from }, { "$lt", to } });
        var order = new BsonDocument { { HistoryFields.At, 1 }, { HistoryFields.Microseconds, 1 }, { "_id", 1 } };
        MarketSnapshot? held = null;
        await foreach (BsonDocument document in ReadAsync(_collections.Snapshots, filter, new FindOptions<BsonDocument> { Sort = order }, cancellationToken))
        {
            MarketSnapshot snapshot = HistoryDocuments.Snapshot(route, document);
            if (held is not null && held.UnixMicroseconds != snapshot.UnixMicroseconds)
            {
                yield return held;
            }

            held = snapshot;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    public async ValueTask<IReadOnlyList<RecordedDay>> DaysAsync(ProductId product, CancellationToken cancellationToken)
    {
        // An instant written twice is one.
        BsonDocument[] stages =
        [
            new("$match", Of(new TickRoute(product, Expiry.None))),
            new("$group", new BsonDocument("_id", new BsonDocument { { "day", "$day" }, { "us", $"${HistoryFields.Microseconds}" } })),
            new("$group", new BsonDocument { { "_id", "$_id.day" }, { "first", new BsonDocument("$min", "$_id.us") }, { "last", new BsonDocument("$max", "$_id.us") }, { "count", new BsonDocument("$sum", 1) } }),
            new("$sort", new BsonDocument("_id", 1)),
        ];
        List<BsonDocument> days = await AskAsync(
            _pipeline.Reads, async token => await (await _collections.Snapshots.AggregateAsync<BsonDocument>(stages, cancellationToken: token)).ToListAsync(token), cancellationToken);
        return [.. days.Select(day => new RecordedDay(DateOnly.FromDayNumber(day["_id"].ToInt32()), day["first"].ToInt64(), day["last"].ToInt64(), day["count"].ToInt32()))];
    }

    public async ValueTask<long> TrimAsync(HistoryRetention retention, CancellationToken cancellationToken)
    {
        if (_expires)
        {
            return 0;
        }

        List<BsonDocument> routes = await AskAsync(_pipeline.Reads, async token => await _collections.Routes.Find(new BsonDocument()).ToListAsync(token), cancellationToken);
        long dropped = 0;
        foreach (IGrouping<string, BsonDocument> product in routes.GroupBy(route => route["product"].AsString))
        {
            long newest = product.Max(route => route[HistoryFields.Newest].ToInt64());
            dropped += await DropAsync(_collections.Metrics, product.Key, newest, retention.Seconds, cancellationToken);
            dropped += await DropAsync(_collections.Seconds, product.Key, newest, retention.Seconds, cancellationToken);
            dropped += await DropAsync(_collections.Minutes, product.Key, newest, retention.MinuteBars, cancellationToken);
            dropped += await DropAsync(_collections.Snapshots, product.Key, newest, retention.Snapshots, cancellationToken);
        }

        return dropped;
    }

    public void Dispose() => _client.Dispose();

    private static BsonDocument Of(TickRoute route) => new() { { HistoryFields.Product, route.Product.ToString() }, { HistoryFields.Expiry, route.Expiry.DayNumber } };

    private static async Task InsertAsync(IMongoCollection<BsonDocument> collection, IEnumerable<BsonDocument> documents, CancellationToken cancellationToken)
    {
        BsonDocument[] batch = [.. documents];
        if (batch.Length > 0)
        {
            await collection.InsertManyAsync(batch, s_unordered, cancellationToken);
        }
    }

    /// <summary>Remembers which routes there are, and how far each has come.</summary>
    private async Task NoteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        IEnumerable<(TickRoute Route, long At)> rows = batch.Metrics.Select(row => (row.Route, row.UnixSeconds))
            .Concat(batch.Bars.Select(row => (new TickRoute(row.Product, Expiry.None), row.Bar.StartUnixSeconds)))
            .Concat(batch.Snapshots.Select(row => (row.Route, row.UnixMicroseconds / 1_000_000)));
        WriteModel<BsonDocument>[] notes =
        [
            .. rows.GroupBy(row => row.Route, row => row.At).Select(route => new UpdateOneModel<BsonDocument>(
                new BsonDocument("_id", route.Key.ToString()),
                new BsonDocument
                {
                    { "$setOnInsert", HistoryDocuments.Route(route.Key) },
                    { "$max", new BsonDocument(HistoryFields.Newest, route.Max()) },
                })
            {
                IsUpsert = true,
            }),
        ];
        if (notes.Length > 0)
        {
            await _collections.Routes.BulkWriteAsync(notes, new BulkWriteOptions { IsOrdered = false }, cancellationToken);
        }
    }

    /// <summary>Every route there ever was of a product: the product first, then by expiry.</summary>
    private async Task<IReadOnlyList<TickRoute>> RoutesAsync(ProductId product, CancellationToken cancellationToken)
    {
        List<BsonDocument> routes = await AskAsync(
            _pipeline.Reads, async token => await _collections.Routes.Find(new BsonDocument("product", product.ToString())).ToListAsync(token), cancellationToken);
        return [.. routes.Select(route => new TickRoute(product, new Expiry(route["expiry"].ToInt32()))).OrderBy(route => route.Expiry)];
    }

    private Task<BsonDocument?> FirstAsync(IMongoCollection<BsonDocument> collection, BsonDocument filter, BsonDocument order, CancellationToken cancellationToken) => AskAsync(
        _pipeline.Reads, async token => (BsonDocument?)await collection.Find(filter).Sort(order).Limit(1).FirstOrDefaultAsync(token), cancellationToken);

    private async Task<long> DropAsync(IMongoCollection<BsonDocument> collection, string product, long newest, TimeSpan keep, CancellationToken cancellationToken)
    {
        var old = new BsonDocument
        {
            { HistoryFields.Product, product },
            { HistoryFields.At, new BsonDocument("$lt", HistoryDocuments.Seconds(newest - (long)keep.TotalSeconds)) },
        };
        return (await AskAsync(_pipeline.Writes, async token => await collection.DeleteManyAsync(old, token), cancellationToken)).DeletedCount;
    }

    /// <summary>A range of a route, oldest first; what was written later comes after.</summary>
    private IAsyncEnumerable<BsonDocument> RangeAsync(IMongoCollection<BsonDocument> collection, TickRoute route, long from, long to, BsonDocument? projection, CancellationToken cancellationToken)
    {
        BsonDocument filter = Of(route);
        filter.Add(HistoryFields.At, new BsonDocument { { "$gte", HistoryDocuments.Seconds(from) }, { "$lt", HistoryDocuments.Seconds(to) } });
        return ReadAsync(collection, filter, new FindOptions<BsonDocument> { Sort = s_oldestFirst, Projection = projection }, cancellationToken);
    }

    /// <summary>One batch of the server's is held at a time.</summary>
    private async IAsyncEnumerable<BsonDocument> ReadAsync(
        IMongoCollection<BsonDocument> collection, BsonDocument filter, FindOptions<BsonDocument> options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IAsyncCursor<BsonDocument> cursor = await AskAsync(_pipeline.Reads, async token => await collection.FindAsync(filter, options, token), cancellationToken);
        while (await AskAsync(_pipeline.Reads, async token => await cursor.MoveNextAsync(token), cancellationToken))
        {
            foreach (BsonDocument document in cursor.Current)
            {
                yield return document;
            }
        }
    }

    private async Task<T> AskAsync<T>(ResiliencePipeline pipeline, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    await _collections.EnsureAsync(token);
                    return await ask(token);
                },
                cancellationToken);
        }
        catch (Exception failure) when (failure is MongoException or TimeoutException or TimeoutRejectedException or BrokenCircuitException or IOException)
        {
            throw new HistoryUnavailableException($"The history in MongoDB cannot be used now: {failure.Message}", failure);
        }
    }
}
