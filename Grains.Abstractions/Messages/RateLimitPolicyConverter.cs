using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class RateLimitPolicyConverter : IConverter<RateLimitPolicy, RateLimitPolicySurrogate>
{
    public RateLimitPolicy ConvertFromSurrogate(in RateLimitPolicySurrogate surrogate) =>
        new((RateLimitAlgorithm)surrogate.Algorithm, surrogate.Limit, surrogate.Burst, TimeSpan.FromTicks(surrogate.WindowTicks));

    public RateLimitPolicySurrogate ConvertToSurrogate(in RateLimitPolicy value) => new()
    {
        Algorithm = (int)value.Algorithm,
        Limit = value.Limit,
        Burst = value.Burst,
        WindowTicks = value.Window.Ticks,
    };
}
