using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Fills the new field, and refuses a value of it that nobody writes.</summary>
[RegisterConverter]
public sealed class TickFrameConverter : IConverter<TickFrame, TickFrameSurrogate>
{
    public TickFrame ConvertFromSurrogate(in TickFrameSurrogate surrogate)
    {
        var frame = new TickFrame(surrogate.Sequence, surrogate.Previous, surrogate.Route, surrogate.ReceivedUnixMicroseconds, surrogate.Payload);
        return surrogate.Count == 0 || surrogate.Count == frame.Count ? frame : throw new InvalidOperationException($"{surrogate.Count} ticks were sent and {frame.Count} came.");
    }

    public TickFrameSurrogate ConvertToSurrogate(in TickFrame value) => new()
    {
        Sequence = value.Sequence,
        Previous = value.Previous,
        Route = value.Route,
        ReceivedUnixMicroseconds = value.ReceivedUnixMicroseconds,
        Payload = value.Payload,
        Count = value.Count,
    };
}
