namespace TradingAnalytics.Providers.Mongo.History;

/// <summary>What the fields are called.</summary>
internal static class HistoryFields
{
    /// <summary>The time field of every collection.</summary>
    public const string At = "at";

    /// <summary>The meta field of every collection: documents of one route lie together.</summary>
    public const string Route = "route";

    public const string Product = "route.product";

    public const string Expiry = "route.expiry";

    /// <summary>A snapshot's instant to the microsecond: <see cref="At"/> holds milliseconds.</summary>
    public const string Microseconds = "us";

    /// <summary>Of a route: the newest second written of it.</summary>
    public const string Newest = "newest";
}
