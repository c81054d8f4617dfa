using CsCheck;
using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.Engine.Tests.RateLimits;

public class OtherLimitersTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);

    [Fact]
    public void TokenBucket_Emptied_FillsAtTheLimitPerWindow()
    {
        RateLimitPolicy policy = Policy(RateLimitAlgorithm.TokenBucket, 100, 20);
        var limiter = new TokenBucketLimiter();
        Enumerable.Range(0, 200).Count(_ => limiter.Take(policy, TimeSpan.Zero, 1).Allowed).ShouldBe(120);
        RateLimitDecision refused = limiter.Take(policy, TimeSpan.Zero, 1);
        refused.ShouldBe(new RateLimitDecision(false, 120, 0, Seconds(0.6), Seconds(0.6), Seconds(72)));
        limiter.Take(policy, Seconds(0.6) - TimeSpan.FromTicks(1), 1).Allowed.ShouldBeFalse();
        limiter.Take(policy, Seconds(0.6), 1).Allowed.ShouldBeTrue();
        Enumerable.Range(0, 200).Count(_ => limiter.Take(policy, Seconds(60.6), 1).Allowed).ShouldBe(100);
        Enumerable.Range(0, 200).Count(_ => limiter.Take(policy, Seconds(10_000), 1).Allowed).ShouldBe(120, "it holds no more than its capacity");
    }

    /// <summary>Against exact fractions: what is missing falls by limit/window each tick and never below nothing.</summary>
    [Fact]
    public void TokenBucket_AnySequence_IsTheDefinition() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 4], Gen.Int[1, 40], Gen.Select(Gen.Long[0, 30_000_000], Gen.Int[1, 5]).Array[0, 200]).Sample((limit, burst, window, calls) =>
        {
            var policy = new RateLimitPolicy(RateLimitAlgorithm.TokenBucket, limit, burst, Seconds(window));
            var limiter = new TokenBucketLimiter();
            Int128 missing = 0;
            long now = 0;
            foreach ((long gap, int given) in calls)
            {
                now += gap;
                int cost = Math.Min(given, policy.Capacity);
                missing = Int128.Max(0, missing - ((Int128)gap * limit));
                bool fits = missing + ((Int128)cost * policy.Window.Ticks) <= (Int128)policy.Capacity * policy.Window.Ticks;
                RateLimitDecision decision = limiter.Take(policy, TimeSpan.FromTicks(now), given);
                decision.Allowed.ShouldBe(fits);
                missing += fits ? (Int128)cost * policy.Window.Ticks : 0;
                decision.Remaining.ShouldBe((int)((((Int128)policy.Capacity * policy.Window.Ticks) - missing) / policy.Window.Ticks));
                if (!fits)
                {
                    Missing(decision.RetryAfter).ShouldBeLessThanOrEqualTo((Int128)(policy.Capacity - cost) * policy.Window.Ticks, "it passes then");
                    Missing(decision.RetryAfter - TimeSpan.FromTicks(1)).ShouldBeGreaterThan((Int128)(policy.Capacity - cost) * policy.Window.Ticks, "and not before");
                }

                Int128 Missing(TimeSpan later) => missing - ((Int128)later.Ticks * limit);
            }
        });

    [Fact]
    public void FixedWindow_FirstCallBeginsIt_AndTheFirstAfterItsEndTheNext()
    {
        RateLimitPolicy policy = Policy(RateLimitAlgorithm.FixedWindow, 3, 1);
        var limiter = new FixedWindowLimiter();
        Enumerable.Range(10, 6).Count(second => limiter.Take(policy, Seconds(second), 1).Allowed).ShouldBe(4);
        limiter.Take(policy, Seconds(30), 1).ShouldBe(new RateLimitDecision(false, 4, 0, Seconds(40), Seconds(40), Seconds(40)));
        limiter.Take(policy, Seconds(70) - TimeSpan.FromTicks(1), 1).Allowed.ShouldBeFalse();
        limiter.Take(policy, Seconds(70), 3).Remaining.ShouldBe(1);
        limiter.Take(policy, Seconds(71), 2).Allowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(RateLimitAlgorithm.SlidingWindow)]
    [InlineData(RateLimitAlgorithm.TokenBucket)]
    [InlineData(RateLimitAlgorithm.FixedWindow)]
    public void Restore_Saved_AnswersAsTheFirstWouldHave(RateLimitAlgorithm algorithm)
    {
        RateLimitPolicy policy = Policy(algorithm, 5, 0);
        IRateLimiter first = RateLimiters.Create(algorithm);
        for (int second = 0; second < 4; second++)
        {
            first.Take(policy, Seconds(second), 1);
        }

        IRateLimiter moved = RateLimiters.Create(algorithm);
        moved.Restore(first.Save(Seconds(20)), Seconds(-1_000));
        foreach (int later in (int[])[0, 1, 15, 25, 41, 100])
        {
            moved.Take(policy, Seconds(later - 1_000), 2).ShouldBe(first.Take(policy, Seconds(20 + later), 2), $"{later} s later");
        }
    }

    [Fact]
    public void Faults_EachPartWrong_IsNamed()
    {
        Policy(RateLimitAlgorithm.SlidingWindow, 100, 20).Faults().ShouldBeEmpty();
        new RateLimitPolicy((RateLimitAlgorithm)9, 0, -1, TimeSpan.Zero).Faults().Select(fault => fault.Split(' ')[0]).ShouldBe(["Algorithm", "Limit", "Burst", "Window"]);
    }

    private static RateLimitPolicy Policy(RateLimitAlgorithm algorithm, int limit, int burst) => new(algorithm, limit, burst, s_window);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
