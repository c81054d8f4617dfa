using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>One instrument of a product: its underlying, a future or a leg.</summary>
internal readonly struct InstrumentKey(in Tick tick) : IEquatable<InstrumentKey>
{
    private readonly double _strike = tick.Strike;
    private readonly int _expiryDay = tick.Expiry.DayNumber;
    private readonly TickKind _kind = tick.Kind;
    private readonly OptionRight _right = tick.Kind == TickKind.Leg ? tick.Right : default;

    public int ExpiryDay => _expiryDay;

    public bool Equals(InstrumentKey other) => _strike == other._strike && _expiryDay == other._expiryDay && _kind == other._kind && _right == other._right;

    public override bool Equals(object? obj) => obj is InstrumentKey other && Equals(other);

    public override int GetHashCode()
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(_strike) ^ ((ulong)(uint)_expiryDay << 16) ^ ((ulong)_kind << 8) ^ (ulong)_right;
        return (int)((bits * 0x9E3779B97F4A7C15) >> 32);
    }
}
