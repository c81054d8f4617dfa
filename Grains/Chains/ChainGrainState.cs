namespace TradingAnalytics.Grains.Chains;

/// <summary>What a chain's grain stores: the book as ticks, and up to which frames of its two routes they reach.</summary>
[GenerateSerializer, Alias("ta.ChainGrainState")]
public sealed class ChainGrainState
{
    [Id(0)]
    public long Epoch { get; set; }

    [Id(1)]
    public long OwnThrough { get; set; }

    [Id(2)]
    public long UnderlyingThrough { get; set; }

    [Id(3)]
    public long ReceivedUnixMicroseconds { get; set; }

    /// <summary>Ticks as in a frame's payload.</summary>
    [Id(4)]
    public byte[] Ticks { get; set; } = [];
}
