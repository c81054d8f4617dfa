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
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (route, stop) => await Activate(route, stop));
        if (routes.Length > 0)
        {
            LogRecovered(routes.Length, time.GetElapsedTime(startedAt).TotalSeconds);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Activate(TickRoute route, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await (route.IsChain ? grains.GetGrain<IExpiryChainGrain>(route.ToString()).Snapshot() : grains.GetGrain<IProductGrain>(route.ToString()).Snapshot());
                return;
            }
            catch (TimeoutException)
            {
                // It goes on reading; asking again waits for it.
                LogWaiting(route);
            }
            catch (Exception failure)
            {
                // One that cannot come back (its product has left the catalogue, say) is no reason not to start.
                LogFailed(failure, route);
                return;
            }
        }
    }

    [LoggerMessage(4010, LogLevel.Information, "{Routes} products and chains are back after {Seconds:0.00} s")]
    private partial void LogRecovered(int routes, double seconds);

    [LoggerMessage(4011, LogLevel.Information, "{Route} is still reading the journal")]
    private partial void LogWaiting(TickRoute route);

    [LoggerMessage(4012, LogLevel.Error, "{Route} could not be brought back")]
    private partial void LogFailed(Exception exception, TickRoute route);
}
