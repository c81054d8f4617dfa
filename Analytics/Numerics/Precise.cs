using System.Runtime.CompilerServices;

namespace TradingAnalytics.Analytics.Numerics;

/// <summary>A number as the unevaluated sum of a double and a small correction, for the few places where one rounding too many would show.</summary>
internal readonly record struct Precise(double High, double Low)
{
    public double Value => High + Low;

    /// <summary>a + b exactly (Knuth's two-sum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise Sum(double a, double b)
    {
        double sum = a + b;
        double other = sum - a;
        return new(sum, (a - (sum - other)) + (b - other));
    }

    /// <summary>a − b exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise Difference(double a, double b) => Sum(a, -b);

    /// <summary>a · b exactly (barring underflow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise Product(double a, double b)
    {
        double product = a * b;
        return new(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise operator +(Precise a, Precise b)
    {
        var sum = Sum(a.High, b.High);
        return Renormalise(sum.High, sum.Low + a.Low + b.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise operator -(Precise a) => new(-a.High, -a.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise operator -(Precise a, Precise b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise operator *(Precise a, Precise b)
    {
        var product = Product(a.High, b.High);
        return Renormalise(product.High, product.Low + ((a.High * b.Low) + (a.Low * b.High)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise operator /(Precise a, Precise b)
    {
        double quotient = a.High / b.High;
        double rest = Math.FusedMultiplyAdd(-quotient, b.High, a.High) + a.Low - (quotient * b.Low);
        return Renormalise(quotient, rest / b.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Precise Sqrt(double value)
    {
        double root = Math.Sqrt(value);
        return root > 0 && root < double.PositiveInfinity ? new(root, Math.FusedMultiplyAdd(-root, root, value) / (2 * root)) : new(root, 0);
    }

    public static implicit operator Precise(double value) => new(value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Precise Renormalise(double high, double low)
    {
        double sum = high + low;
        return double.IsFinite(sum) ? new(sum, low - (sum - high)) : new(sum, 0);
    }
}
