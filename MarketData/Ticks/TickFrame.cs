using System.Runtime.InteropServices;

namespace TradingAnalytics.MarketData.Ticks;

/// <summary>
/// Ticks of one route that were accepted together: what the journal stores, what travels to the grains and what replay reads, encoded once. Sequence numbers rise by one
/// per frame over the whole journal; <see cref="Previous"/> is the sequence of the frame before it on the same route (0: the first, or unknown after a restart),
/// so a receiver sees a gap and reads what it missed from the journal.
/// </summary>
/// <param name="Sequence">Position in the journal, from 1.</param>
/// <param name="Previous">The route's frame before this one.</param>
/// <param name="Route">Whose ticks.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress accepted it, by its clock.</param>
/// <param name="Payload">The ticks, <see cref="Tick.Size"/> bytes each.</param>
public readonly record struct TickFrame(long Sequence, long Previous, TickRoute Route, long ReceivedUnixMicroseconds, ReadOnlyMemory<byte> Payload)
{
    public int Count => Payload.Length / Tick.Size;

    public ReadOnlySpan<Tick> Ticks => MemoryMarshal.Cast<byte, Tick>(Payload.Span);

    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<Tick> ticks) => MemoryMarshal.AsBytes(ticks).ToArray();
}
