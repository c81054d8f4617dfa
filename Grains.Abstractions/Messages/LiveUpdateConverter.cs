using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class LiveUpdateConverter : IConverter<LiveUpdate, LiveUpdateSurrogate>
{
    public LiveUpdate ConvertFromSurrogate(in LiveUpdateSurrogate surrogate) => new(
        surrogate.Epoch,
        surrogate.From,
        surrogate.Sequence,
        MemoryMarshal.Cast<byte, long>(surrogate.Keys).ToArray(),
        MemoryMarshal.Cast<byte, ulong>(surrogate.Masks).ToArray(),
        MemoryMarshal.Cast<byte, double>(surrogate.Values).ToArray());

    public LiveUpdateSurrogate ConvertToSurrogate(in LiveUpdate value) => new()
    {
        Epoch = value.Epoch,
        From = value.From,
        Sequence = value.Sequence,
        Keys = MemoryMarshal.AsBytes<long>(value.Keys).ToArray(),
        Masks = MemoryMarshal.AsBytes<ulong>(value.Masks).ToArray(),
        Values = MemoryMarshal.AsBytes<double>(value.Values).ToArray(),
    };
}
