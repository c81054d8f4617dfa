using MongoDB.Bson;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Providers.Mongo.History;

/// <summary>Rows as documents and back. What there is none of is left out.</summary>
internal static class HistoryDocuments
{
    public static BsonDocument Route(TickRoute route) => new() { { "product", route.Product.ToString() }, { "expiry", route.Expiry.DayNumber } };

    public static BsonDateTime Seconds(long unixSeconds) => new(unixSeconds * 1_000);

    public static long Seconds(BsonDocument document) => document[HistoryFields.At].AsBsonDateTime.MillisecondsSinceEpoch / 1_000;

    public static BsonDocument Of(MetricRow row)
    {
        var document = new BsonDocument { { HistoryFields.At, Seconds(row.UnixSeconds) }, { HistoryFields.Route, Route(row.Route) } };
        for (int i = 0; i < row.Values.Length; i++)
        {
            if (double.IsFinite(row.Values[i]))
            {
                document.Add(HistoryMetrics.NameOf((HistoryMetric)i), row.Values[i]);
            }
        }

        return document;
    }

    public static BsonDocument Of(BarRow row) => new()
    {
        { HistoryFields.At, Seconds(row.Bar.StartUnixSeconds) },
        { HistoryFields.Route, Route(new TickRoute(row.Product, Expiry.None)) },
        { "open", row.Bar.Open },
        { "high", row.Bar.High },
        { "low", row.Bar.Low },
        { "close", row.Bar.Close },
        { "ticks", row.Bar.Ticks },
    };

    public static Bar Bar(BsonDocument document) => new(
        Seconds(document), document["open"].ToDouble(), document["high"].ToDouble(), document["low"].ToDouble(), document["close"].ToDouble(), document["ticks"].ToInt32());

    public static BsonDocument Of(MarketSnapshot snapshot) => new()
    {
        { HistoryFields.At, new BsonDateTime(snapshot.UnixMicroseconds / 1_000) },
        { HistoryFields.Route, Route(snapshot.Route) },
        { HistoryFields.Microseconds, snapshot.UnixMicroseconds },
        { "day", snapshot.Day },
        { "own", snapshot.OwnThrough },
        { "underlying", snapshot.UnderlyingThrough },
        { "received", snapshot.ReceivedUnixMicroseconds },
        { "state", snapshot.State },
    };

    public static MarketSnapshot Snapshot(TickRoute route, BsonDocument document) => new(
        route,
        document[HistoryFields.Microseconds].ToInt64(),
        document["day"].ToInt32(),
        document["own"].ToInt64(),
        document["underlying"].ToInt64(),
        document["received"].ToInt64(),
        document["state"].AsByteArray);
}
