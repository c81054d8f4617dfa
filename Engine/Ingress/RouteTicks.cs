using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>Ticks of one route in the commit being gathered; the buffer is used again by later commits.</summary>
internal sealed class RouteTicks(TickRoute route)
{
    private Tick[] _ticks = new Tick[64];

    public TickRoute Route { get; } = route;

    public int Count { get; private set; }

    public ReadOnlySpan<Tick> Ticks => _ticks.AsSpan(0, Count);

    public void Add(in Tick tick)
    {
        if (Count == _ticks.Length)
        {
            Array.Resize(ref _ticks, Count * 2);
        }

        _ticks[Count++] = tick;
    }

    /// <summary>The ticks from <paramref name="start"/> on as a payload of their own: receivers may keep it, so it is never taken from a pool.</summary>
    public ReadOnlyMemory<byte> Encode(int start, int count)
    {
        byte[] payload = GC.AllocateUninitializedArray<byte>(count * Tick.Size);
        MemoryMarshal.AsBytes(_ticks.AsSpan(start, count)).CopyTo(payload);
        return payload;
    }

    public void Clear() => Count = 0;
}
