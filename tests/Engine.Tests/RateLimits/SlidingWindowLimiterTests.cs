using CsCheck;
using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.Engine.Tests.RateLimits;

public class SlidingWindowLimiterTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(100, 0)]
    [InlineData(100, 20)]
    [InlineData(1, 0)]
    public void Take_AsManyAsAllowed_PassAndTheNextIsRefused(int limit, int burst)
    {
        var policy = new RateLimitPolicy(RateLimitAlgorithm.SlidingWindow, limit, burst, s_window);
        var limiter = new SlidingWindowLimiter();
        for (int i = 1; i <= limit + burst; i++)
        {
            RateLimitDecision passed = limiter.Take(policy, Seconds(0.1 * i), 1);
            passed.Allowed.ShouldBeTrue($"call {i}");
            passed.Remaining.ShouldBe(limit + burst - i);
        }

        TimeSpan first = Seconds(0.1);
        TimeSpan now = Seconds(0.1 * (limit + burst)) + s_tick;
        RateLimitDecision refused = limiter.Take(policy, now, 1);
        refused.Allowed.ShouldBeFalse();
        refused.Remaining.ShouldBe(0);
        refused.RetryAfter.ShouldBe(first + s_window - now);

        limiter.Take(policy, first + s_window - s_tick, 1).Allowed.ShouldBeFalse("one tick too early");
        limiter.Take(policy, first + s_window, 1).Allowed.ShouldBeTrue("the first call left the window at this very tick");
    }

    [Fact]
    public void Take_WindowLaterThanTheLast_AllPassAgain()
    {
        RateLimitPolicy policy = Policy(100, 20);
        var limiter = new SlidingWindowLimiter();
        Passed(limiter, policy, 200).ShouldBe(120);
        limiter.Take(policy, s_window, 1).Remaining.ShouldBe(119);
        Passed(limiter, policy, 200, s_window).ShouldBe(119);
    }

    [Fact]
    public void Take_RefusedCalls_DoNotCount()
    {
        RateLimitPolicy policy = Policy(2, 0);
        var limiter = new SlidingWindowLimiter();
        Passed(limiter, policy, 2).ShouldBe(2);
        for (int second = 1; second < 60; second++)
        {
            limiter.Take(policy, Seconds(second), 1).Allowed.ShouldBeFalse();
        }

        Passed(limiter, policy, 3, s_window).ShouldBe(2);
    }

    [Fact]
    public void Take_CostlyCalls_ReserveTheirUnits()
    {
        RateLimitPolicy policy = Policy(10, 0);
        var limiter = new SlidingWindowLimiter();
        limiter.Take(policy, Seconds(0), 4).Remaining.ShouldBe(6);
        limiter.Take(policy, Seconds(1), 5).Remaining.ShouldBe(1);
        RateLimitDecision refused = limiter.Take(policy, Seconds(2), 6);
        refused.ShouldBe(new RateLimitDecision(false, 10, 1, Seconds(59), Seconds(58), Seconds(59)), "four free at 60 s are not enough, nine at 61 s are");
        limiter.Take(policy, Seconds(2), 1).Allowed.ShouldBeTrue("a small call fits where a large one does not");
        limiter.Take(policy, Seconds(200), 1_000).ShouldBe(new RateLimitDecision(true, 10, 0, TimeSpan.Zero, s_window, s_window), "dearer than all: it takes all");
    }

    [Fact]
    public void Take_PolicyChanged_HoldsAtOnceOverWhatWasCounted()
    {
        var limiter = new SlidingWindowLimiter();
        Passed(limiter, Policy(50, 0), 50).ShouldBe(50);
        limiter.Take(Policy(10, 0), Seconds(1), 1).ShouldBe(new RateLimitDecision(false, 10, 0, Seconds(59), Seconds(59), Seconds(59)));
        limiter.Take(Policy(60, 0), Seconds(1), 1).Remaining.ShouldBe(9);
    }

    [Fact]
    public void Take_ClockGoesBack_StandsStill()
    {
        RateLimitPolicy policy = Policy(1, 0);
        var limiter = new SlidingWindowLimiter();
        limiter.Take(policy, Seconds(100), 1).Allowed.ShouldBeTrue();
        limiter.Take(policy, Seconds(10), 1).RetryAfter.ShouldBe(s_window);
        limiter.Take(policy, Seconds(160), 1).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Take_FloodForHours_KeepsNoMoreThanTheCapacity()
    {
        RateLimitPolicy policy = Policy(100, 20);
        var limiter = new SlidingWindowLimiter();
        for (int i = 0; i < 100_000; i++)
        {
            limiter.Take(policy, TimeSpan.FromMilliseconds(100 * i), 1);
            limiter.Entries.ShouldBeLessThanOrEqualTo(120);
        }

        int call = 100_000;
        Allocations.Of(_ => limiter.Take(policy, TimeSpan.FromMilliseconds(100 * call++), 1)).ShouldBe(0);
    }

    /// <summary>Against the definition, written down plainly: a call passes exactly when those that passed within the window before it, and itself, fit the capacity.</summary>
    [Fact]
    public void Take_AnySequence_IsTheDefinition() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 4], Gen.Int[1, 40], Gen.Select(Gen.Int[0, 9], Gen.Int[1, 5]).Array[0, 200]).Sample((limit, burst, window, calls) =>
        {
            // A second is the shortest window: a step of the model is a second.
            var policy = new RateLimitPolicy(RateLimitAlgorithm.SlidingWindow, limit, burst, Seconds(window));
            var limiter = new SlidingWindowLimiter();
            var passed = new List<(int Time, int Cost)>();
            int now = 0;
            foreach ((int gap, int given) in calls)
            {
                now += gap;
                int cost = Math.Min(given, policy.Capacity);
                bool fits = Used(passed, now, window) + cost <= policy.Capacity;
                RateLimitDecision decision = limiter.Take(policy, Seconds(now), given);
                decision.Allowed.ShouldBe(fits, $"at {now}");
                if (fits)
                {
                    passed.Add((now, cost));
                }
                else
                {
                    int retry = (int)decision.RetryAfter.TotalSeconds;
                    (Used(passed, now + retry, window) + cost).ShouldBeLessThanOrEqualTo(policy.Capacity, "it passes then");
                    (Used(passed, now + retry - 1, window) + cost).ShouldBeGreaterThan(policy.Capacity, "and not before");
                }

                decision.Remaining.ShouldBe(policy.Capacity - Used(passed, now, window));
                int more = (int)decision.MoreAfter.TotalSeconds;
                Used(passed, now + more, window).ShouldBeLessThan(Used(passed, now, window));
                Used(passed, now + more - 1, window).ShouldBe(Used(passed, now, window));
                int full = (int)decision.FullAfter.TotalSeconds;
                Used(passed, now + full, window).ShouldBe(0);
                Used(passed, now + full - 1, window).ShouldBeGreaterThan(0);
            }

            for (int end = 0; end <= now; end++)
            {
                Used(passed, end, window).ShouldBeLessThanOrEqualTo(policy.Capacity, $"in the window that ends at {end}");
            }
        });

    [Fact]
    public void Restore_Saved_GoesOnByAnotherClock()
    {
        RateLimitPolicy policy = Policy(3, 0);
        var limiter = new SlidingWindowLimiter();
        limiter.Take(policy, Seconds(1_000), 1);
        limiter.Take(policy, Seconds(1_010), 2);
        var other = new SlidingWindowLimiter();
        other.Restore(limiter.Save(Seconds(1_030)), Seconds(5));
        other.Take(policy, Seconds(5), 1).RetryAfter.ShouldBe(Seconds(30));
        other.Take(policy, Seconds(35), 1).Allowed.ShouldBeTrue();
        other.Restore([-1, 5, 3], Seconds(36));
        other.Entries.ShouldBe(0, "nonsense is passed over");
    }

    private static int Used(List<(int Time, int Cost)> passed, int end, int window) => passed.Where(call => call.Time > end - window && call.Time <= end).Sum(call => call.Cost);

    private static int Passed(SlidingWindowLimiter limiter, RateLimitPolicy policy, int calls, TimeSpan at = default) => Enumerable.Range(0, calls).Count(_ => limiter.Take(policy, at, 1).Allowed);

    private static RateLimitPolicy Policy(int limit, int burst) => new(RateLimitAlgorithm.SlidingWindow, limit, burst, s_window);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
