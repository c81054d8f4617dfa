using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>The streams on which grains publish their <see cref="Engine.Live.LiveUpdate"/>s, one per route.</summary>
public static class LiveStreams
{
    public const string Provider = "live";

    public const string Namespace = "live";

    /// <summary>Queues the streams are spread over; the same for silos and clients. Updates of one route stay in order.</summary>
    public const int Queues = 4;

    public static StreamId Of(TickRoute route) => StreamId.Create(Namespace, route.ToString());

    /// <summary>Lets a program of its own read the streams of silos that hold them in memory.</summary>
    public static IClientBuilder AddLiveStreams(this IClientBuilder client) => client.AddMemoryStreams(Provider, streams => streams.ConfigurePartitioning(Queues));
}
