using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A frame on the wire, with a field that older processes do not know.</summary>
[GenerateSerializer, Immutable, Alias("ta.TickFrameSurrogate")]
public struct TickFrameSurrogate
{
    [Id(0)]
    public long Sequence;

    [Id(1)]
    public long Previous;

    [Id(2)]
    public TickRoute Route;

    [Id(3)]
    public long ReceivedUnixMicroseconds;

    [Id(4)]
    public ReadOnlyMemory<byte> Payload;

    /// <summary>0 from an older process.</summary>
    [Id(5)]
    public int Count;
}
