using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Providers;
using Orleans.Runtime.Placement;
using Orleans.Serialization.TypeSystem;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Chains;
using TradingAnalytics.Grains.Directories;
using TradingAnalytics.Grains.Products;
using TradingAnalytics.Grains.RateLimits;

namespace TradingAnalytics.Grains.Handover;

/// <summary>
/// Brings a silo's grains to others while it is still a member like any other, a few at a time: each is away only for as long as it takes itself to move, and finds all it needs where it was. Orleans alone
/// ends all of a leaving silo's grains at the same moment and lets each come up with its next call; they would wait for each other, and for a stream and a directory that are on the move as well.
/// </summary>
public sealed partial class GrainHandover(IGrainFactory grains, TimeProvider time, ILogger<GrainHandover> logger)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    /// <summary>Orleans': who reads a stream.</summary>
    private const string Subscriptions = "Orleans.Streams.PubSubRendezvousGrain,Orleans.Streaming";

    /// <summary>First what others ask when they come up or publish, then what a product waits for, and the products after that; who reads a stream is asked by whoever takes over its queue when the silo leaves.</summary>
    private static readonly string[][] s_turns =
    [
        Names(typeof(DirectoryGrain), typeof(MemoryStreamQueueGrain)),
        Names(typeof(ExpiryChainGrain), typeof(ProductAnalyticsGrain), typeof(AlertsGrain), typeof(RateLimiterGrain)),
        Names(typeof(ProductGrain)),
        [Subscriptions],
    ];

    /// <summary>Completes when the silo's grains live on the others, spread over them evenly. What has not moved when it is cancelled comes up elsewhere when it is next called.</summary>
    /// <returns>How many have moved.</returns>
    public async Task<int> MoveAsync(SiloAddress from, IReadOnlyList<SiloAddress> to, CancellationToken cancellationToken)
    {
        long startedAt = time.GetTimestamp();
        int moved = 0;
        foreach (string[] turn in s_turns)
        {
            foreach (GrainId[] some in (await FindAsync(turn, from, cancellationToken)).Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select((grain, i) => MoveAsync(grain, to[(moved + i) % to.Count]))).WaitAsync(cancellationToken);
                while ((await FindAsync(turn, from, cancellationToken)).Intersect(some).Any())
                {
                    await Task.Delay(s_look, time, cancellationToken);
                }

                moved += some.Length;
            }
        }

        LogMoved(moved, time.GetElapsedTime(startedAt).TotalSeconds);
        return moved;
    }

    private async Task<GrainId[]> FindAsync(string[] types, SiloAddress on, CancellationToken cancellationToken)
    {
        DetailedGrainStatistic[] found = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(types, [on]).WaitAsync(cancellationToken);
        return [.. found.Select(grain => grain.GrainId)];
    }

    private Task MoveAsync(GrainId grain, SiloAddress to)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, to);
        try
        {
            return grains.GetGrain(grain).AsReference<IGrainManagementExtension>().MigrateOnIdle().AsTask();
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    private static string[] Names(params Type[] types) => [.. types.Select(RuntimeTypeNameFormatter.Format)];

    [LoggerMessage(3040, LogLevel.Information, "{Grains} grains live elsewhere after {Seconds:0.00} s")]
    private partial void LogMoved(int grains, double seconds);
}
