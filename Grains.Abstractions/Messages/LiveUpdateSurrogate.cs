namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>An update on the wire. Its arrays travel as little-endian blocks (8 bytes an element): a full chain is some ten thousand cells.</summary>
[GenerateSerializer, Immutable, Alias("ta.LiveUpdateSurrogate")]
public struct LiveUpdateSurrogate
{
    [Id(0)]
    public long Epoch;

    [Id(1)]
    public long From;

    [Id(2)]
    public long Sequence;

    [Id(3)]
    public byte[] Keys;

    [Id(4)]
    public byte[] Masks;

    [Id(5)]
    public byte[] Values;
}
