namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.RateLimitDecisionSurrogate")]
public struct RateLimitDecisionSurrogate
{
    [Id(0)]
    public bool Allowed;

    [Id(1)]
    public int Limit;

    [Id(2)]
    public int Remaining;

    [Id(3)]
    public long RetryAfterTicks;

    [Id(4)]
    public long MoreAfterTicks;

    [Id(5)]
    public long FullAfterTicks;
}
