using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Fills the new field, and refuses a value of it that nobody writes.</summary>
[RegisterConverter]
public sealed class LiveUpdateConverter : IConverter<LiveUpdate, LiveUpdateSurrogate>
{
    private const string Origin = "next";

    public LiveUpdate ConvertFromSurrogate(in LiveUpdateSurrogate surrogate) => surrogate.Origin is not (null or Origin)
        ? throw new InvalidOperationException($"The origin is '{surrogate.Origin}'.")
        : new LiveUpdate(
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
        Origin = Origin,
    };
}
