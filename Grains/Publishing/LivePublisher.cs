using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Publishing;

/// <summary>
/// Brings updates to their readers: those in this process, where it has a tap for them, and those of a route's stream. A stream that refuses (its queue is full) is waited for, which holds the grain back
/// and with it the feed; after the last retry the update is dropped and counted. Publishing never fails the grain: a reader that misses an update sees the gap in the sequence and takes a snapshot.
/// </summary>
public sealed partial class LivePublisher(
    IOptions<GrainOptions> options, TimeProvider time, GrainInstruments instruments, ILogger<LivePublisher> logger, LiveTap? tap = null)
{
    public Task PublishAsync(IAsyncStream<LiveUpdate> stream, LiveUpdate update)
    {
        tap?.Hand(stream.StreamId, update);
        if (tap is not { IsReadOutside: false })
        {
            return PutAsync(stream, update);
        }

        instruments.UpdatesPublished.Add(1);
        return Task.CompletedTask;
    }

    /// <summary>Puts updates of several tables of a route on their streams.</summary>
    public async Task PublishAsync(Grain grain, TickRoute route, List<(TableKind Kind, LiveUpdate Update)> updates)
    {
        foreach ((TableKind kind, LiveUpdate update) in updates)
        {
            await PublishAsync(StreamOf(grain, new TableId(kind, route)), update);
        }
    }

    /// <summary>The stream of a table, for a grain.</summary>
    public static IAsyncStream<LiveUpdate> StreamOf(Grain grain, TableId id) => grain.GetStreamProvider(LiveStreams.Provider).GetStream<LiveUpdate>(LiveStreams.Of(id));

    private async Task PutAsync(IAsyncStream<LiveUpdate> stream, LiveUpdate update)
    {
        TimeSpan delay = options.Value.StreamRetryDelay;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await stream.OnNextAsync(update);
                instruments.UpdatesPublished.Add(1);
                return;
            }
            catch (Exception refused) when (attempt < options.Value.StreamRetries)
            {
                LogRetry(stream.StreamId, update.Sequence, refused.Message);
                instruments.UpdatesRetried.Add(1);
            }
            catch (Exception refused)
            {
                LogDropped(refused, stream.StreamId, update.Sequence, attempt + 1);
                instruments.UpdatesDropped.Add(1);
                return;
            }

            await Task.Delay(delay, time);
            delay *= 2;
        }
    }

    [LoggerMessage(3001, LogLevel.Debug, "Stream {Stream} refused update {Sequence}, trying again: {Reason}")]
    private partial void LogRetry(StreamId stream, long sequence, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "Stream {Stream} refused update {Sequence} {Attempts} times: dropped, its readers will take a snapshot")]
    private partial void LogDropped(Exception exception, StreamId stream, long sequence, int attempts);
}
