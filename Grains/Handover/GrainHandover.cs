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

    /// <summary>Grains that have not moved in so long do not, as when the others are leaving too.</summary>
    private static readonly TimeSpan s_longestMove = TimeSpan.FromSeconds(2);

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

    /// <summary>Completes when the silo's grains live on the others, spread over them evenly, or there are no others any more. What has not moved when it fails or is cancelled comes up elsewhere when it is next called.</summary>
    /// <param name="from">The silo that leaves.</param>
    /// <param name="others">Those that stay, as far as is known when it is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many have moved.</returns>
    /// <exception cref="TimeoutException">Some did not move.</exception>
    public async Task<int> MoveAsync(SiloAddress from, Func<IReadOnlyList<SiloAddress>> others, CancellationToken cancellationToken)
    {
        long startedAt = time.GetTimestamp();
        int moved = 0;
        foreach (string[] turn in s_turns)
        {
            foreach (GrainId[] some in (await FindAsync(turn, from, cancellationToken)).Chunk(AtOnce))
            {
                IReadOnlyList<SiloAddress> to = others();
                if (to.Count == 0)
                {
                    return moved;
                }

                await MoveAsync(some, turn, from, grain => to[(moved + grain) % to.Count], cancellationToken).WaitAsync(s_longestMove, time, cancellationToken);
                moved += some.Length;
            }
        }

        LogMoved(moved, time.GetElapsedTime(startedAt).TotalSeconds);
        return moved;
    }

    private async Task MoveAsync(GrainId[] some, string[] turn, SiloAddress from, Func<int, SiloAddress> to, CancellationToken cancellationToken)
    {
        await Task.WhenAll(some.Select((grain, i) => MoveAsync(grain, to(i)))).WaitAsync(cancellationToken);
        while ((await FindAsync(turn, from, cancellationToken)).Intersect(some).Any())
        {
            await Task.Delay(s_look, time, cancellationToken);
        }
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
