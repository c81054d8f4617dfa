using System.Collections.Concurrent;
using System.Diagnostics;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.RateLimits;

/// <summary>
/// The limit as callers of several web fronts see it, who know of each call only when it was made and when it was answered. Whatever the moments between at which the calls were decided, the laws
/// hold: they are never broken by a slow machine.
/// </summary>
public class RateLimiterLawTests
{
    private const int CallersPerFront = 2;
    private const double Windows = 2.5;

    [Fact]
    public async Task Take_ConcurrentlyFromSeveralFronts_NeverMoreInAnyWindowAndNeverFewerWhenAskedFor()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal(), 2);
        IGrainFactory[] fronts = [cluster.Grains, .. cluster.Silos.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];
        int users = 0;
        Gen<RateLimitPolicy> policies = Gen.Select(
            Gen.Int[1, 100], Gen.Int[0, 20], Gen.Int[1_000, 1_300], (limit, burst, milliseconds) => new RateLimitPolicy(RateLimitAlgorithm.SlidingWindow, limit, burst, TimeSpan.FromMilliseconds(milliseconds)));

        // One sample is several users at the same time, each with a policy of his own.
        await Check.SampleAsync(
            Gen.Select(policies, Gen.Int[1, 3].Array[50]).Array[4],
            samples => Task.WhenAll(samples.Select(async sample =>
            {
                (RateLimitPolicy policy, int[] costs) = sample;
                string user = $"user:{Interlocked.Increment(ref users)}";
                var calls = new ConcurrentBag<Call>();
                await Task.WhenAll(fronts.SelectMany(front => Enumerable.Range(0, CallersPerFront).Select(_ => Ask(front, user, policy, costs, calls))));
                Hold(policy, [.. calls]);
            })),
            iter: 2,
            threads: 1);
    }

    /// <summary>As many calls as pass, and after each refusal one a few milliseconds later, over some windows.</summary>
    private static async Task Ask(IGrainFactory front, string user, RateLimitPolicy policy, int[] costs, ConcurrentBag<Call> calls)
    {
        IRateLimiterGrain limiter = front.GetGrain<IRateLimiterGrain>(user);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        TimeSpan end = Now() + (Windows * policy.Window);
        for (int call = 0; Now() < end; call++)
        {
            int cost = costs[call % costs.Length];
            TimeSpan made = Now();
            RateLimitDecision decision = await limiter.Take(policy, cost);

            // A call that costs more than there ever is counts as all there is.
            calls.Add(new Call(made, Now(), Math.Min(cost, policy.Capacity), decision.Allowed));
            if (!decision.Allowed)
            {
                await pause.WaitForNextTickAsync();
            }
        }
    }

    private static TimeSpan Now() => Stopwatch.GetElapsedTime(0, Stopwatch.GetTimestamp());

    private static void Hold(RateLimitPolicy policy, Call[] calls)
    {
        Call[] allowed = [.. calls.Where(call => call.Allowed)];
        allowed.Sum(call => call.Cost).ShouldBeGreaterThan(policy.Capacity, "the window slid");
        calls.Length.ShouldBeGreaterThan(allowed.Length, "some were refused");
        foreach (Call first in allowed)
        {
            // All of these were certainly decided within one window that begins when the first was made.
            int certain = allowed.Where(call => call.Made >= first.Made && call.Answered < first.Made + policy.Window).Sum(call => call.Cost);
            certain.ShouldBeLessThanOrEqualTo(policy.Capacity, $"{policy}: within {policy.Window} from {first.Made}");
        }

        foreach (Call refused in calls.Where(call => !call.Allowed))
        {
            // All that can have stood in the window when it was refused: were it too little, the refusal was wrong.
            int possible = allowed.Where(call => call.Made <= refused.Answered && call.Answered >= refused.Made - policy.Window).Sum(call => call.Cost);
            (possible + refused.Cost).ShouldBeGreaterThan(policy.Capacity, $"{policy}: refused between {refused.Made} and {refused.Answered}");
        }
    }

    private readonly record struct Call(TimeSpan Made, TimeSpan Answered, int Cost, bool Allowed);
}
