namespace TradingAnalytics.Analytics.Numerics.Lanes;

/// <summary>
/// One or several doubles computed upon side by side, so that a kernel is written once and runs on one double, on 256-bit and on 512-bit vectors.
/// All operations are those of IEEE 754, with fused multiply-add: whatever the width, a lane gives the same bits.
/// A comparison gives a mask: all bits of a lane set, or none.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract int Count { get; }

    static abstract T Create(double value);

    /// <summary>Reads <see cref="Count"/> values from an index on.</summary>
    static abstract T Read(ReadOnlySpan<double> values, int index);

    static abstract void Write(T lanes, Span<double> values, int index);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    /// <summary>a·b + c with one rounding.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a·b with one rounding.</summary>
    static abstract T NegateMultiplyAdd(T a, T b, T c);

    static abstract T Sqrt(T a);

    static abstract T Abs(T a);

    static abstract T Max(T a, T b);

    static abstract T Min(T a, T b);

    static abstract T Less(T a, T b);

    static abstract T LessOrEqual(T a, T b);

    static abstract T AreEqual(T a, T b);

    /// <summary>The lanes of <paramref name="yes"/> where the mask is set, of <paramref name="no"/> where it is not.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>Bit i set for lane i of a mask.</summary>
    static abstract uint Bits(T mask);

    /// <summary>The power of two 2ᵉ for which a/2ᵉ lies in [√½, √2), and e; for positive normal a.</summary>
    static abstract T NearestPower(T a, out T exponent);

    /// <summary>2ⁿ for whole n between −1022 and 1023.</summary>
    static abstract T Power(T n);
}
