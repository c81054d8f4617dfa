using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>An alert rule on the wire and in storage.</summary>
[GenerateSerializer, Immutable, Alias("ta.AlertRuleSurrogate")]
public struct AlertRuleSurrogate
{
    [Id(0)]
    public string Owner;

    [Id(1)]
    public int Id;

    [Id(2)]
    public int Version;

    [Id(3)]
    public byte TableKind;

    [Id(4)]
    public TickRoute Route;

    [Id(5)]
    public long Row;

    [Id(6)]
    public string Column;

    [Id(7)]
    public byte Kind;

    [Id(8)]
    public byte Direction;

    [Id(9)]
    public double Threshold;

    [Id(10)]
    public long SpanTicks;

    [Id(11)]
    public long CooldownTicks;

    [Id(12)]
    public long ExpiresUnixMicroseconds;

    [Id(13)]
    public bool Repeats;

    [Id(14)]
    public bool Enabled;

    [Id(15)]
    public string Note;

    [Id(16)]
    public string Webhook;

    [Id(17)]
    public long LastFiredUnixMicroseconds;
}
