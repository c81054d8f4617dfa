using System.Runtime.CompilerServices;

namespace TradingAnalytics.Analytics.Numerics.Lanes;

/// <summary>A single double, for machines without wide vectors and for one option at a time.</summary>
internal readonly struct OneLane(double value) : ILanes<OneLane>
{
    private static readonly double Set = BitConverter.UInt64BitsToDouble(ulong.MaxValue);
    private readonly double _value = value;

    public static int Count => 1;

    public double Value => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Read(ReadOnlySpan<double> values, int index) => new(values[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(OneLane lanes, Span<double> values, int index) => values[index] = lanes._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator +(OneLane a, OneLane b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator -(OneLane a, OneLane b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator *(OneLane a, OneLane b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator /(OneLane a, OneLane b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator &(OneLane a, OneLane b) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a._value) & BitConverter.DoubleToUInt64Bits(b._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator |(OneLane a, OneLane b) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a._value) | BitConverter.DoubleToUInt64Bits(b._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane MultiplyAdd(OneLane a, OneLane b, OneLane c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane NegateMultiplyAdd(OneLane a, OneLane b, OneLane c) => new(Math.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Sqrt(OneLane a) => new(Math.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Abs(OneLane a) => new(Math.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Max(OneLane a, OneLane b) => new(Math.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Min(OneLane a, OneLane b) => new(Math.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Less(OneLane a, OneLane b) => new(a._value < b._value ? Set : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane LessOrEqual(OneLane a, OneLane b) => new(a._value <= b._value ? Set : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane AreEqual(OneLane a, OneLane b) => new(a._value == b._value ? Set : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Select(OneLane mask, OneLane yes, OneLane no) => BitConverter.DoubleToInt64Bits(mask._value) != 0 ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(OneLane mask) => BitConverter.DoubleToInt64Bits(mask._value) != 0 ? 1u : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane NearestPower(OneLane a, out OneLane exponent)
    {
        long biased = (BitConverter.DoubleToInt64Bits(a._value) + DoubleBits.ToRootHalf) >>> 52;
        exponent = new(biased - 1023);
        return new(BitConverter.Int64BitsToDouble(biased << 52));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Power(OneLane n) => new(BitConverter.Int64BitsToDouble(((long)n._value + 1023) << 52));
}
