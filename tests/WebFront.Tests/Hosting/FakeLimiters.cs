using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>The rate limiter grains without a cluster: the rule itself, one per key, over a clock the test moves.</summary>
internal sealed class FakeLimiters
{
    private readonly ConcurrentDictionary<string, Limiter> _limiters = new();

    public FakeTimeProvider Time { get; } = new();

    /// <summary>What each call throws; null: it is answered.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The callers that were counted.</summary>
    public IEnumerable<string> Keys => _limiters.Where(limiter => limiter.Value.Calls > 0).Select(limiter => limiter.Key);

    public IRateLimiterGrain Of(string key) => _limiters.GetOrAdd(key, static (_, owner) => new Limiter(owner), this);

    private sealed class Limiter(FakeLimiters owner) : IRateLimiterGrain
    {
        private readonly Lock _turn = new();
        private readonly SlidingWindowLimiter _rule = new();

        public int Calls { get; private set; }

        public Task<RateLimitDecision> Take(RateLimitPolicy policy, int cost)
        {
            lock (_turn)
            {
                Calls++;
                return owner.Failure is { } failure
                    ? Task.FromException<RateLimitDecision>(failure)
                    : Task.FromResult(_rule.Take(policy, owner.Time.GetElapsedTime(0), cost));
            }
        }
    }
}
