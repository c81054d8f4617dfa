namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.AlertFiringSurrogate")]
public struct AlertFiringSurrogate
{
    [Id(0)]
    public string Owner;

    [Id(1)]
    public int Rule;

    [Id(2)]
    public int Version;

    [Id(3)]
    public byte Outcome;

    [Id(4)]
    public long AtUnixMicroseconds;

    [Id(5)]
    public double Value;

    [Id(6)]
    public double Reference;
}
