using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.RateLimits;

public class RateLimiterGrainTests
{
    private static readonly RateLimitPolicy s_policy = new(RateLimitAlgorithm.SlidingWindow, 100, 20, TimeSpan.FromHours(1));

    [Fact]
    public async Task Take_ManyAtOnceFromEveryClient_ExactlyTheCapacityPasses()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal(), 2);
        IGrainFactory[] fronts = [cluster.Grains, .. cluster.Silos.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];
        RateLimitDecision[][] answers = await Task.WhenAll(fronts.SelectMany(front => Enumerable.Range(0, 4).Select(_ => Ask(front))));
        RateLimitDecision[] all = [.. answers.SelectMany(answer => answer)];
        all.Length.ShouldBe(600);
        all.Count(answer => answer.Allowed).ShouldBe(120);
        all.Where(answer => answer.Allowed).Select(answer => answer.Remaining).Order().ShouldBe(Enumerable.Range(0, 120), "each unit is given once");
        (await Take(cluster.Grains, "user:other")).Remaining.ShouldBe(119, "another caller has his own");

        static async Task<RateLimitDecision[]> Ask(IGrainFactory front)
        {
            // Both one after the other and at the same time.
            var answers = new List<RateLimitDecision>();
            for (int i = 0; i < 25; i++)
            {
                answers.AddRange(await Task.WhenAll(Take(front), Take(front)));
            }

            return [.. answers];
        }
    }

    [Fact]
    public async Task Take_WindowOver_PassesAgain()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal());
        var policy = new RateLimitPolicy(RateLimitAlgorithm.SlidingWindow, 1, 0, TimeSpan.FromSeconds(1));
        IRateLimiterGrain limiter = cluster.Grains.GetGrain<IRateLimiterGrain>("user:a");
        (await limiter.Take(policy, 1)).Allowed.ShouldBeTrue();
        await GrainCluster.Eventually("the window slides", async () => (await limiter.Take(policy, 1)).Allowed);
        await Should.ThrowAsync<ArgumentException>(() => limiter.Take(default, 1));
    }

    [Theory]
    [InlineData(RateLimitAlgorithm.TokenBucket)]
    [InlineData(RateLimitAlgorithm.FixedWindow)]
    public async Task Take_AnotherAlgorithm_CountsAnewByIt(RateLimitAlgorithm algorithm)
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal());
        IRateLimiterGrain limiter = cluster.Grains.GetGrain<IRateLimiterGrain>("user:a");
        (await limiter.Take(s_policy, 120)).Remaining.ShouldBe(0);
        (await limiter.Take(s_policy, 1)).Allowed.ShouldBeFalse();
        RateLimitPolicy other = s_policy with { Algorithm = algorithm, Limit = 2, Burst = 1 };
        for (int i = 0; i < 3; i++)
        {
            (await limiter.Take(other, 1)).Remaining.ShouldBe(2 - i);
        }

        (await limiter.Take(other, 1)).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Migrate_Used_IsStillUsed()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal(), 2);
        for (int i = 0; i < 120; i++)
        {
            (await Take(cluster.Grains)).Allowed.ShouldBeTrue();
        }

        IRateLimiterGrain limiter = cluster.Grains.GetGrain<IRateLimiterGrain>("user:trader");
        cluster.Silos.TryGetGrainContext(limiter.GetGrainId(), out IGrainContext? before).ShouldBeTrue();
        InProcessSiloHandle other = cluster.Silos.Silos.First(silo => !silo.SiloAddress.Equals(before.Address.SiloAddress));
        await cluster.Silos.MigrateAsync(limiter, other.SiloAddress);
        (await Take(cluster.Grains)).Allowed.ShouldBeFalse();
        cluster.Silos.TryGetGrainContext(limiter.GetGrainId(), out IGrainContext? after).ShouldBeTrue();
        after.Address.SiloAddress.ShouldBe(other.SiloAddress);
    }

    private static Task<RateLimitDecision> Take(IGrainFactory front, string key = "user:trader") => front.GetGrain<IRateLimiterGrain>(key).Take(s_policy, 1);
}
