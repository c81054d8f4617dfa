using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Recovery;

/// <summary>Brings every live product and chain back before the feed goes on: asking for its snapshot activates a grain, which restores itself from storage and the journal's tail.</summary>
public sealed partial class RouteRecovery(IGrainFactory grains, TimeProvider time, ILogger<RouteRecovery> logger) : IHostedService
{
    private const int AtOnce = 8;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        long startedAt = time.GetTimestamp();
        TickRoute[] routes = await grains.GetGrain<IDirectoryGrain>(0).Recover();
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (route, _) => await Activate(route));
        if (routes.Length > 0)
        {
            LogRecovered(routes.Length, time.GetElapsedTime(startedAt).TotalSeconds);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Activate(TickRoute route) => route.IsChain
        ? grains.GetGrain<IExpiryChainGrain>(route.ToString()).Snapshot()
        : grains.GetGrain<IProductGrain>(route.ToString()).Snapshot();

    [LoggerMessage(4010, LogLevel.Information, "{Routes} products and chains are back after {Seconds:0.00} s")]
    private partial void LogRecovered(int routes, double seconds);
}
