using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>Names of the streams on which grains publish their <see cref="Engine.Live.LiveUpdate"/>s, one per route.</summary>
public static class LiveStreams
{
    public const string Provider = "live";

    public const string Namespace = "live";

    public static StreamId Of(TickRoute route) => StreamId.Create(Namespace, route.ToString());
}
