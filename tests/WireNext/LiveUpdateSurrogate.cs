namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>An update on the wire, with a field that older processes do not know.</summary>
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

    /// <summary>Null from an older process.</summary>
    [Id(6)]
    public string? Origin;
}
