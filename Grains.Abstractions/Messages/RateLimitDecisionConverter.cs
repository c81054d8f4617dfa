using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class RateLimitDecisionConverter : IConverter<RateLimitDecision, RateLimitDecisionSurrogate>
{
    public RateLimitDecision ConvertFromSurrogate(in RateLimitDecisionSurrogate surrogate) => new(
        surrogate.Allowed,
        surrogate.Limit,
        surrogate.Remaining,
        TimeSpan.FromTicks(surrogate.RetryAfterTicks),
        TimeSpan.FromTicks(surrogate.MoreAfterTicks),
        TimeSpan.FromTicks(surrogate.FullAfterTicks));

    public RateLimitDecisionSurrogate ConvertToSurrogate(in RateLimitDecision value) => new()
    {
        Allowed = value.Allowed,
        Limit = value.Limit,
        Remaining = value.Remaining,
        RetryAfterTicks = value.RetryAfter.Ticks,
        MoreAfterTicks = value.MoreAfter.Ticks,
        FullAfterTicks = value.FullAfter.Ticks,
    };
}
