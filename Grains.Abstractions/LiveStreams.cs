using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>The streams on which grains publish their <see cref="LiveUpdate"/>s, one per live table.</summary>
public static class LiveStreams
{
    public const string Provider = "live";

    public const string Namespace = "live";

    /// <summary>Queues the streams are spread over; the same for silos and clients. Updates of one table stay in order.</summary>
    public const int Queues = 4;

    /// <summary>The stream of a table. That of a product or chain itself is named by its route, others by their room, and by the user where each has his own.</summary>
    public static StreamId Of(TableId id) => StreamId.Create(
        Namespace, id.Kind is TableKind.Product or TableKind.Chain ? id.Route.ToString() : id.User is { } user ? $"{id}:{user}" : id.ToString());

    /// <summary>Lets a program of its own read the streams of silos that hold them in memory.</summary>
    public static IClientBuilder AddLiveStreams(this IClientBuilder client) => client.AddMemoryStreams(Provider, streams => streams.ConfigurePartitioning(Queues));
}
