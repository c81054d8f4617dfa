using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>
/// What a holder of the market does beside it. First, every live product and chain is brought up to the journal's end: each is delivered its newest frame again, which a grain that is up to date passes
/// over, which makes one that missed frames read the journal, and which brings one back whose silo has died. Then, once a minute, the journal is trimmed.
/// </summary>
internal sealed partial class MarketResumption(
    JournalRedis redis, ITickRouter router, IGrainFactory grains, IOptions<RedisJournalOptions> options, TimeProvider time, ILogger<MarketResumption> logger)
{
    private const int Attempts = 60;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_trimEvery = TimeSpan.FromMinutes(1);

    /// <summary>Runs until the term is over; fails at nothing.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        try
        {
            await ResumeAsync(over);
            using var timer = new PeriodicTimer(s_trimEvery, time);
            while (await timer.WaitForNextTickAsync(over))
            {
                await TrimAsync();
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The next holder goes on with it.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    private async Task ResumeAsync(CancellationToken over)
    {
        long startedAt = time.GetTimestamp();
        TickRoute[] routes = [];
        await PersistAsync("the directory", async () => routes = await grains.GetGrain<IDirectoryGrain>(0).Recover(), over);
        await Task.WhenAll(routes.GroupBy(route => route.Product).Select(product => PersistAsync($"{product.Key}", () => CatchUpAsync(product.Key, [.. product], over), over)));
        if (routes.Length > 0)
        {
            LogResumed(routes.Length, time.GetElapsedTime(startedAt).TotalSeconds);
        }
    }

    private async Task CatchUpAsync(ProductId product, TickRoute[] routes, CancellationToken over)
    {
        TickFrame[] newest = await Task.Run(() => routes.SelectMany(route => redis.Reader.Latest(route, 1)).OrderBy(frame => frame.Sequence).ToArray(), over);
        await router.DeliverAsync(product, newest, over);

        // One whose frames are all past keeping has only its stored state, which it shows when asked.
        foreach (TickRoute route in routes.Except(newest.Select(frame => frame.Route)))
        {
            await (route.IsChain ? grains.GetGrain<IExpiryChainGrain>(route.ToString()).Snapshot() : grains.GetGrain<IProductGrain>(route.ToString()).Snapshot()).WaitAsync(over);
        }
    }

    /// <summary>Tries again for as long as the cluster may take to notice that a silo has died.</summary>
    private async Task PersistAsync(string what, Func<Task> work, CancellationToken over)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception failure) when (!over.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    LogGivenUp(failure, what);
                    return;
                }

                LogAgain(what, failure.Message);
                await Task.Delay(s_pause, time, over);
            }
        }
    }

    private async Task TrimAsync()
    {
        try
        {
            TickRoute[] live = await grains.GetGrain<IDirectoryGrain>(0).Routes();
            long cut = await new RedisJournalTrim(redis.Connection, redis.Keys, redis.Reader, options.Value, time).ApplyAsync(live);
            LogTrimmed(cut);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotTrimmed(failure);
        }
    }

    [LoggerMessage(4050, LogLevel.Information, "{Routes} products and chains are at the journal's end after {Seconds:0.00} s")]
    private partial void LogResumed(int routes, double seconds);

    [LoggerMessage(4051, LogLevel.Debug, "{What} cannot be brought up to the journal's end yet: {Reason}")]
    private partial void LogAgain(string what, string reason);

    [LoggerMessage(4052, LogLevel.Error, "{What} could not be brought up to the journal's end; it is when its next tick comes")]
    private partial void LogGivenUp(Exception exception, string what);

    [LoggerMessage(4053, LogLevel.Debug, "The journal is kept from after frame {Cut} on, and before it what stored states still need")]
    private partial void LogTrimmed(long cut);

    [LoggerMessage(4054, LogLevel.Warning, "The journal could not be trimmed; it is tried again in a minute")]
    private partial void LogNotTrimmed(Exception exception);

    [LoggerMessage(4055, LogLevel.Error, "What the holder of the market does beside it has failed")]
    private partial void LogFailed(Exception exception);
}
