using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;

namespace TradingAnalytics.WebFront.Api;

/// <summary>How the whole is doing.</summary>
/// <param name="Version">Of the executable.</param>
/// <param name="Now">The server's clock.</param>
/// <param name="UptimeSeconds">Since this process started.</param>
/// <param name="Memory">Of this process.</param>
/// <param name="Market">Which silo holds the market.</param>
/// <param name="Feed">The feed it runs.</param>
/// <param name="Ingress">Rates, queue depths and drops of its ingress.</param>
/// <param name="History">The history it records; null when it records none.</param>
/// <param name="Push">Its clients and what went out to them.</param>
/// <param name="Stores">How the stores and services it calls have done: breaker, failures, retries.</param>
/// <param name="Products">Products with live state in the cluster.</param>
/// <param name="Chains">Live chains in the cluster.</param>
/// <param name="Silos">The cluster's silos; empty with <paramref name="ClusterFault"/> when it did not answer.</param>
/// <param name="ClusterFault">Why the cluster did not answer; null when it did.</param>
internal sealed record StatusAnswer(
    string Version,
    DateTimeOffset Now,
    double UptimeSeconds,
    MemoryAnswer Memory,
    MarketAnswer Market,
    FeedAnswer Feed,
    IngressFigures Ingress,
    HistoryFigures? History,
    PushAnswer Push,
    IReadOnlyList<StoreHealth> Stores,
    int Products,
    int Chains,
    IReadOnlyList<SiloAnswer> Silos,
    string? ClusterFault);
