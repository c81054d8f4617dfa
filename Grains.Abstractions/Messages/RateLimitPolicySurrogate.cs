namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.RateLimitPolicySurrogate")]
public struct RateLimitPolicySurrogate
{
    [Id(0)]
    public int Algorithm;

    [Id(1)]
    public int Limit;

    [Id(2)]
    public int Burst;

    [Id(3)]
    public long WindowTicks;
}
