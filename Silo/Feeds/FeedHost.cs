using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Feeds;

/// <summary>Runs the feed: starts it again when it fails, waiting longer each time in a row, and leaves it when its market has ended.</summary>
/// <param name="feed">The feed; null where only pushed ticks come in.</param>
/// <param name="sink">Where its ticks go.</param>
/// <param name="options">How long it waits before it starts a failed feed again.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class FeedHost(IFeed? feed, ITickSink sink, IOptions<FeedOptions> options, TimeProvider time, ILogger<FeedHost> logger) : BackgroundService, IFeedStatus
{
    private string? _trouble;

    public string Name => feed?.Name ?? "";

    public string State => Volatile.Read(ref _trouble) ?? feed?.State ?? "only pushed ticks";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (feed is null)
        {
            LogNone();
            return;
        }

        // Off the host's start: a feed may compute for a while before it first waits.
        await Task.Yield();
        LogStarted(feed.Name);
        for (int failures = 0; ;)
        {
            long startedAt = time.GetTimestamp();
            try
            {
                await feed.RunAsync(sink, stoppingToken);
                LogEnded(feed.Name, feed.State);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failures = time.GetElapsedTime(startedAt) > options.Value.MaxRestartDelay ? 1 : failures + 1;
                TimeSpan delay = Delay(failures);
                LogFailed(failure, feed.Name, delay.TotalSeconds);
                Task wait = Task.Delay(delay, time, stoppingToken);
                Volatile.Write(ref _trouble, $"failed ({failure.Message}), starts again within {delay.TotalSeconds:0.#} s");
                await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Volatile.Write(ref _trouble, null);
            }
        }
    }

    private TimeSpan Delay(int failures)
    {
        double seconds = options.Value.RestartDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.Value.MaxRestartDelay.TotalSeconds));
    }

    [LoggerMessage(4020, LogLevel.Information, "Feed {Feed} started")]
    private partial void LogStarted(string feed);

    [LoggerMessage(4021, LogLevel.Information, "Feed {Feed} has ended: {State}")]
    private partial void LogEnded(string feed, string state);

    [LoggerMessage(4022, LogLevel.Error, "Feed {Feed} failed and starts again in {Seconds:0.#} s")]
    private partial void LogFailed(Exception exception, string feed, double seconds);

    [LoggerMessage(4023, LogLevel.Information, "No feed: ticks come in by POST /api/ingest/ticks and WebSocket /api/ingest")]
    private partial void LogNone();
}
