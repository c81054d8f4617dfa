using MongoDB.Bson;

namespace TradingAnalytics.Mongo.Tests;

/// <summary>What the fake server holds, and as much of the commands' meaning as the store asks for. A command or operator it does not know is an error, not a guess.</summary>
internal sealed class FakeCollections
{
    private const int BatchSize = 101;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<BsonDocument>> _collections = [];
    private readonly Dictionary<long, BsonDocument[]> _cursors = [];
    private long _nextCursor = 1;

    public int Count(string collection)
    {
        lock (_gate)
        {
            return _collections.TryGetValue(collection, out List<BsonDocument>? documents) ? documents.Count : 0;
        }
    }

    public BsonDocument Answer(string name, BsonDocument command)
    {
        lock (_gate)
        {
            BsonValue target = command[0];
            return name switch
            {
                "create" => Create(target.AsString),
                "createIndexes" or "endSessions" or "killCursors" or "ping" => Ok(),
                "insert" => Insert(Of(target.AsString), command["documents"].AsBsonArray),
                "update" => Update(Of(target.AsString), command["updates"].AsBsonArray),
                "delete" => Ok("n", command["deletes"].AsBsonArray.Sum(delete => Of(target.AsString).RemoveAll(document => Matches(document, delete["q"].AsBsonDocument)))),
                "find" => Find(target.AsString, command),
                "getMore" => Cursor(command["collection"].AsString, _cursors.Remove(target.AsInt64, out BsonDocument[]? rest) ? rest : [], "nextBatch"),
                "aggregate" => Cursor(target.AsString, Days(Of(target.AsString), command["pipeline"].AsBsonArray), "firstBatch"),
                _ => Failed(59, $"no such command: {name}"),
            };
        }
    }

    private static BsonDocument Ok(string? name = null, int count = 0) => name is null ? new BsonDocument("ok", 1.0) : new BsonDocument { { name, count }, { "ok", 1.0 } };

    private static BsonDocument Failed(int code, string message) => new() { { "ok", 0.0 }, { "code", code }, { "codeName", "Failed" }, { "errmsg", message } };

    private BsonDocument Create(string collection) => _collections.TryAdd(collection, []) ? Ok() : Failed(48, "it exists");

    private static BsonDocument Insert(List<BsonDocument> into, BsonArray documents)
    {
        foreach (BsonDocument document in documents.Select(document => document.AsBsonDocument))
        {
            if (document.TryGetValue("_id", out BsonValue? id) && into.Exists(other => other.TryGetValue("_id", out BsonValue? taken) && taken == id))
            {
                return Ok("n", 0).Add("writeErrors", new BsonArray { new BsonDocument { { "index", 0 }, { "code", 11_000 }, { "errmsg", "E11000 duplicate key" } } });
            }

            into.Add(document);
        }

        return Ok("n", documents.Count);
    }

    private static BsonDocument Update(List<BsonDocument> of, BsonArray updates)
    {
        int matched = 0;
        var upserted = new BsonArray();
        foreach (BsonDocument update in updates.Select(update => update.AsBsonDocument))
        {
            BsonDocument? found = of.Find(document => Matches(document, update["q"].AsBsonDocument));
            BsonDocument change = update["u"].AsBsonDocument;
            if (found is null && !update.GetValue("upsert", false).AsBoolean)
            {
                continue;
            }

            matched++;
            if (found is null)
            {
                found = [.. update["q"].AsBsonDocument, .. change["$setOnInsert"].AsBsonDocument];
                of.Add(found);
                upserted.Add(new BsonDocument { { "index", upserted.Count }, { "_id", found["_id"] } });
            }

            Change(found, change);
        }

        var answer = new BsonDocument { { "n", matched }, { "nModified", matched - upserted.Count }, { "ok", 1.0 } };
        return upserted.Count > 0 ? answer.Add("upserted", upserted) : answer;
    }

    private static void Change(BsonDocument document, BsonDocument change)
    {
        foreach (BsonElement operation in change)
        {
            foreach (BsonElement field in operation.Value.AsBsonDocument)
            {
                string[] path = field.Name.Split('.');
                BsonDocument inner = path[..^1].Aggregate(document, (outer, name) => outer[name].AsBsonDocument);
                switch (operation.Name)
                {
                    case "$set":
                        inner[path[^1]] = field.Value.DeepClone();
                        break;
                    case "$unset":
                        inner.Remove(path[^1]);
                        break;
                    case "$max":
                        inner[path[^1]] = inner.TryGetValue(path[^1], out BsonValue? old) && old.CompareTo(field.Value) > 0 ? old : field.Value;
                        break;
                    case "$setOnInsert":
                        break;
                    default:
                        throw new NotSupportedException(operation.Name);
                }
            }
        }
    }

    private BsonDocument Find(string collection, BsonDocument command)
    {
        IEnumerable<BsonDocument> found = Of(collection).Where(document => Matches(document, command.GetValue("filter", new BsonDocument()).AsBsonDocument));
        if (command.TryGetValue("sort", out BsonValue? sort))
        {
            foreach (BsonElement key in sort.AsBsonDocument.Reverse())
            {
                found = key.Value.ToInt32() > 0 ? found.OrderBy(document => At(document, key.Name)) : found.OrderByDescending(document => At(document, key.Name));
            }
        }

        return Cursor(collection, [.. command.TryGetValue("limit", out BsonValue? limit) ? found.Take(limit.ToInt32()) : found], "firstBatch");
    }

    /// <summary>The one pipeline the store uses: distinct instants of each day.</summary>
    private static BsonDocument[] Days(List<BsonDocument> of, BsonArray pipeline) =>
    [
        .. of.Where(document => Matches(document, pipeline[0]["$match"].AsBsonDocument)).GroupBy(document => document["day"]).OrderBy(day => day.Key).Select(day => new BsonDocument
        {
            { "_id", day.Key }, { "first", day.Min(document => document["us"])! }, { "last", day.Max(document => document["us"])! }, { "count", day.Select(document => document["us"]).Distinct().Count() },
        }),
    ];

    private BsonDocument Cursor(string collection, BsonDocument[] documents, string batch)
    {
        long id = 0;
        if (documents.Length > BatchSize)
        {
            id = _nextCursor++;
            _cursors[id] = documents[BatchSize..];
        }

        return new BsonDocument
        {
            { "cursor", new BsonDocument { { "id", id }, { "ns", $"test.{collection}" }, { batch, new BsonArray(documents.Take(BatchSize)) } } },
            { "ok", 1.0 },
        };
    }

    private List<BsonDocument> Of(string collection) => _collections.TryGetValue(collection, out List<BsonDocument>? documents) ? documents : _collections[collection] = [];

    private static bool Matches(BsonDocument document, BsonDocument filter) => filter.All(wanted =>
    {
        BsonValue actual = At(document, wanted.Name);
        return wanted.Value is BsonDocument conditions && conditions.Names.All(name => name.StartsWith('$'))
            ? conditions.All(condition => condition.Name switch
            {
                "$gte" => actual.CompareTo(condition.Value) >= 0,
                "$lt" => actual.CompareTo(condition.Value) < 0,
                "$lte" => actual.CompareTo(condition.Value) <= 0,
                "$exists" => actual.IsBsonNull != condition.Value.AsBoolean,
                _ => throw new NotSupportedException(condition.Name),
            })
            : actual.CompareTo(wanted.Value) == 0;
    });

    private static BsonValue At(BsonDocument document, string path)
    {
        BsonValue value = document;
        foreach (string name in path.Split('.'))
        {
            value = value is BsonDocument inner && inner.TryGetValue(name, out BsonValue? found) ? found : BsonNull.Value;
        }

        return value;
    }
}
