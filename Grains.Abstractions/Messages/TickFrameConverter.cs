using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class TickFrameConverter : IConverter<TickFrame, TickFrameSurrogate>
{
    public TickFrame ConvertFromSurrogate(in TickFrameSurrogate surrogate) =>
        new(surrogate.Sequence, surrogate.Previous, surrogate.Route, surrogate.ReceivedUnixMicroseconds, surrogate.Payload);

    public TickFrameSurrogate ConvertToSurrogate(in TickFrame value) => new()
    {
        Sequence = value.Sequence,
        Previous = value.Previous,
        Route = value.Route,
        ReceivedUnixMicroseconds = value.ReceivedUnixMicroseconds,
        Payload = value.Payload,
    };
}
