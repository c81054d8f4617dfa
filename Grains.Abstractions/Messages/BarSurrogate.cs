namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.BarSurrogate")]
public struct BarSurrogate
{
    [Id(0)]
    public long StartUnixSeconds;

    [Id(1)]
    public double Open;

    [Id(2)]
    public double High;

    [Id(3)]
    public double Low;

    [Id(4)]
    public double Close;

    [Id(5)]
    public int Ticks;
}
