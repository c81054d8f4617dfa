using System.Runtime.CompilerServices;

namespace TradingAnalytics.Analytics.Numerics.Lanes;

/// <summary>
/// Logarithm, exponential and Mills' ratio on lanes. The polynomials and the rational function were fitted with 50 digits at Chebyshev points; the stated
/// errors are those of the fits, roundings add one to two units in the last place.
/// </summary>
internal static class LaneMath
{
    /// <summary>Where <see cref="OddSeries"/> keeps its digits: |ln(F/K)| (twice |h|·t), s = 2t, |h|.</summary>
    public const double LargestLogMoneyness = 2;
    public const double LargestDeviation = 0.8;
    public const double LargestDistance = 13;

    /// <summary>Up to this s = 2t the short series will do.</summary>
    public const double ShortSeriesDeviation = 0.3;

    /// <summary>Numbers between these may be multiplied and divided by each other without overflow or underflow.</summary>
    public const double SmallestOrdinary = 1e-60;
    public const double LargestOrdinary = 1e60;

    private const double LnTwoHigh = 0.6931471803691238;
    private const double LnTwoLow = 1.9082149292705877e-10;

    public static bool IsOrdinary(double value) => value is > SmallestOrdinary and < LargestOrdinary;

    /// <summary>
    /// ln(a/b), right to the last places also where a and b nearly agree: e·ln 2 + 2·artanh f, f = (a − b·2ᵉ)/(a + b·2ᵉ), whose difference is exact.
    /// Fit: 5e-18. a, b and a/b positive and normal.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T LogRatio<T>(T a, T b)
        where T : struct, ILanes<T>
    {
        T scaled = b * T.NearestPower(a / b, out T exponent);
        T f = (a - scaled) / (a + scaled);
        T z = f * f;
        T square = z * z;
        T even = T.MultiplyAdd(T.Create(0.14616449820782476), square, T.Create(0.181828891255921));
        T odd = T.MultiplyAdd(T.Create(0.15331721589574307), square, T.Create(0.22222211134790545));
        even = T.MultiplyAdd(even, square, T.Create(0.28571428625975515));
        odd = T.MultiplyAdd(odd, square, T.Create(0.39999999999899505));
        even = T.MultiplyAdd(even, square, T.Create(0.666666666666667));
        T tail = T.MultiplyAdd(f * z, T.MultiplyAdd(odd, z, even), exponent * T.Create(LnTwoLow));
        return T.MultiplyAdd(exponent, T.Create(LnTwoHigh), (f + f) + tail);
    }

    /// <summary>eˣ for |x| ≤ 700. Fit: 4e-19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        T shift = T.Create(6755399441055744.0);
        T n = T.MultiplyAdd(x, T.Create(1.4426950408889634), shift) - shift;
        T r = T.NegateMultiplyAdd(n, T.Create(LnTwoHigh), x);
        r = T.NegateMultiplyAdd(n, T.Create(LnTwoLow), r);
        T square = r * r;
        T even = T.MultiplyAdd(T.Create(2.0914686968086876e-09), square, T.Create(2.75572736431103e-07));
        T odd = T.MultiplyAdd(T.Create(2.5105217004720745e-08), square, T.Create(2.7557255400206422e-06));
        even = T.MultiplyAdd(even, square, T.Create(2.4801587325547743e-05));
        odd = T.MultiplyAdd(odd, square, T.Create(0.00019841269874820627));
        even = T.MultiplyAdd(even, square, T.Create(0.0013888888888883748));
        odd = T.MultiplyAdd(odd, square, T.Create(0.008333333333326136));
        even = T.MultiplyAdd(even, square, T.Create(0.04166666666666667));
        odd = T.MultiplyAdd(odd, square, T.Create(0.1666666666666667));
        even = T.MultiplyAdd(even, square, T.Create(0.5));
        T tail = T.MultiplyAdd(square, T.MultiplyAdd(odd, r, even), r);
        return T.MultiplyAdd(tail, T.Power(n), T.Power(n));
    }

    /// <summary>Φ(−y)/φ(y) for 0 ≤ y ≤ 14, a quotient of polynomials without a cancelling sign. Fit: 8e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mills<T>(T y)
        where T : struct, ILanes<T>
    {
        T numerator = T.MultiplyAdd(T.Create(2.0817698305791996e-06), y, T.Create(6.090038980354082e-05));
        T denominator = T.MultiplyAdd(T.Create(2.0817698312551217e-06), y, T.Create(6.09003897214593e-05));
        numerator = T.MultiplyAdd(numerator, y, T.Create(0.0008602078378067965));
        denominator = T.MultiplyAdd(denominator, y, T.Create(0.0008622896123430966));
        numerator = T.MultiplyAdd(numerator, y, T.Create(0.007627288252595033));
        denominator = T.MultiplyAdd(denominator, y, T.Create(0.007688188472468456));
        numerator = T.MultiplyAdd(numerator, y, T.Create(0.046554618097851046));
        denominator = T.MultiplyAdd(denominator, y, T.Create(0.04741066674702472));
        numerator = T.MultiplyAdd(numerator, y, T.Create(0.20250867500356706));
        denominator = T.MultiplyAdd(denominator, y, T.Create(0.21001407819566473));
        numerator = T.MultiplyAdd(numerator, y, T.Create(0.6287296642300161));
        denominator = T.MultiplyAdd(denominator, y, T.Create(0.6735859702491164));
        numerator = T.MultiplyAdd(numerator, y, T.Create(1.3509362975764525));
        denominator = T.MultiplyAdd(denominator, y, T.Create(1.5387835317453018));
        numerator = T.MultiplyAdd(numerator, y, T.Create(1.8445731964138152));
        denominator = T.MultiplyAdd(denominator, y, T.Create(2.3888027552483284));
        numerator = T.MultiplyAdd(numerator, y, T.Create(1.2533141373155003));
        denominator = T.MultiplyAdd(denominator, y, T.Create(2.26964103549224));
        return numerator / T.MultiplyAdd(denominator, y, T.Create(1.0));
    }

    /// <summary>Σ y₂ⱼ₊₁·t²ʲ of <see cref="MillsDifference"/> by the forward recurrence: six terms for t ≤ 0.15, ten for t ≤ 0.4; absolute error a few 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T OddSeries<T>(T distance, T square, T isLong)
        where T : struct, ILanes<T>
    {
        T even = Mills(distance);
        T odd = T.NegateMultiplyAdd(distance, even, T.Create(1));
        T sum = odd;
        T power = square;
        Next(distance, ref even, ref odd, 1.0 / 2, 1.0 / 3);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 4, 1.0 / 5);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 6, 1.0 / 7);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 8, 1.0 / 9);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 10, 1.0 / 11);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 12, 1.0 / 13);
        sum = T.MultiplyAdd(odd, power, sum);
        if (T.Bits(isLong) == 0)
        {
            return sum;
        }

        // Nothing is added in the other lanes, whatever lies beside them.
        power = power * square & isLong;
        Next(distance, ref even, ref odd, 1.0 / 14, 1.0 / 15);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 16, 1.0 / 17);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 18, 1.0 / 19);
        sum = T.MultiplyAdd(odd, power, sum);
        power *= square;
        Next(distance, ref even, ref odd, 1.0 / 20, 1.0 / 21);
        return T.MultiplyAdd(odd, power, sum);
    }

    /// <summary>(k+1)·yₖ₊₁ = yₖ₋₁ − |h|·yₖ, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next<T>(T distance, ref T even, ref T odd, double first, double second)
        where T : struct, ILanes<T>
    {
        even = T.NegateMultiplyAdd(distance, odd, even) * T.Create(first);
        odd = T.NegateMultiplyAdd(distance, even, odd) * T.Create(second);
    }
}
