using Orleans.Placement;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Grains.RateLimits;

/// <summary>
/// Gives the rule its identity, its turn and its clock. The count lives in memory and moves with the activation; the crash of its silo begins a new window. A caller that stops calling is
/// forgotten after two minutes, or its window where that is longer.
/// </summary>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class RateLimiterGrain : Grain, IRateLimiterGrain, IGrainMigrationParticipant
{
    private const string State = "rate-limit";
    private readonly TimeProvider _time;
    private readonly long _began;
    private RateLimitAlgorithm _algorithm;
    private IRateLimiter? _limiter;

    public RateLimiterGrain(TimeProvider time)
    {
        _time = time;
        _began = time.GetTimestamp();
    }

    private TimeSpan Now => _time.GetElapsedTime(_began);

    public Task<RateLimitDecision> Take(RateLimitPolicy policy, int cost)
    {
        if (policy.Faults().FirstOrDefault() is { } fault)
        {
            throw new ArgumentException($"The rate limit policy is not valid: {fault}", nameof(policy));
        }

        if (_limiter is null || policy.Algorithm != _algorithm)
        {
            _algorithm = policy.Algorithm;
            _limiter = RateLimiters.Create(policy.Algorithm);
        }

        DelayDeactivation(policy.Window);
        return Task.FromResult(_limiter.Take(policy, Now, cost));
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_limiter is not null)
        {
            dehydrationContext.TryAddValue(State, (long[])[(long)_algorithm, .. _limiter.Save(Now)]);
        }
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue(State, out long[]? saved) && saved is { Length: > 0 } && Enum.IsDefined((RateLimitAlgorithm)saved[0]))
        {
            _algorithm = (RateLimitAlgorithm)saved[0];
            _limiter = RateLimiters.Create(_algorithm);
            _limiter.Restore(saved.AsSpan(1), Now);
        }
    }
}
