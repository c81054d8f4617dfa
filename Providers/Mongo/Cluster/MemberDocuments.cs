using System.Net;
using MongoDB.Bson;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>A silo's entry in the membership table, to and from a document. Instants are kept to the millisecond.</summary>
internal static class MemberDocuments
{
    public const string Etag = "etag";
    public const string Alive = "alive";

    /// <summary>The silo's name as a field's: a dot would mean a field within a field.</summary>
    public static string Key(SiloAddress silo) => silo.ToParsableString().Replace('.', '_');

    public static BsonDocument Of(MembershipEntry entry, string etag) => new()
    {
        { "silo", entry.SiloAddress.ToParsableString() },
        { Etag, etag },
        { "status", (int)entry.Status },
        { "name", entry.SiloName ?? "" },
        { "host", entry.HostName ?? "" },
        { "gatewayPort", entry.ProxyPort },
        { "started", entry.StartTime },
        { Alive, entry.IAmAliveTime },
        { "suspects", new BsonArray((entry.SuspectTimes ?? []).Select(vote => new BsonDocument { { "by", vote.Item1.ToParsableString() }, { "at", vote.Item2 } })) },
    };

    public static Tuple<MembershipEntry, string> Read(BsonDocument document) => Tuple.Create(
        new MembershipEntry
        {
            SiloAddress = Silo(document),
            Status = (SiloStatus)document["status"].AsInt32,
            SiloName = document["name"].AsString,
            HostName = document["host"].AsString,
            ProxyPort = document["gatewayPort"].AsInt32,
            StartTime = document["started"].ToUniversalTime(),
            IAmAliveTime = document[Alive].ToUniversalTime(),
            SuspectTimes = [.. document["suspects"].AsBsonArray.Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote["by"].AsString), vote["at"].ToUniversalTime()))],
        },
        document[Etag].AsString);

    /// <summary>Where clients reach the silo; null while it takes none.</summary>
    public static Uri? Gateway(BsonDocument document)
    {
        int port = document["gatewayPort"].AsInt32;
        SiloAddress silo = Silo(document);
        return port > 0 && document["status"].AsInt32 == (int)SiloStatus.Active ? SiloAddress.New(new IPEndPoint(silo.Endpoint.Address, port), silo.Generation).ToGatewayUri() : null;
    }

    /// <summary>Whether it has said nothing since an instant and is not counted on.</summary>
    public static bool IsGone(BsonDocument document, DateTime before) =>
        document["status"].AsInt32 != (int)SiloStatus.Active && document[Alive].ToUniversalTime() < before && document["started"].ToUniversalTime() < before;

    private static SiloAddress Silo(BsonDocument document) => SiloAddress.FromParsableString(document["silo"].AsString);
}
