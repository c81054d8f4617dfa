using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Black-76 implied volatilities where options trade (|ln(F/K)| ≤ 2, σ√T ≤ 0.8, within 13 deviations of the money), without branches, on lanes of any
/// width; every width gives the same bits. With x = |ln(F/K)| and β = time value/√(FK), the first guess is the normal model's deviation: of
/// L = ln(1 + |F − K|/time value) it is s = x/L·√(1 + L/4)·P(1/√(1 + L/4)), P fitted (3e-7), turned into the lognormal one by the expansion in s of
/// P. S. Hagan, D. Kumar, A. Lesniewski, D. Woodward, "Managing smile risk" (Wilmott, 2002), appendix B. One Householder step of third order on
/// ln b − ln β then leaves nothing but rounding; a lane whose step was not small is left to <see cref="NormalisedBlackSolver"/>.
/// </summary>
internal static class BlackVolatilityKernel
{
    private const double LastStep = 2e-5;
    private const double SqrtTwoPi = 2.5066282746310005024;

    /// <summary>σ√T per lane, for ordinary F, K, D; lanes without their bit in <paramref name="solved"/> hold no answer.</summary>
    /// <param name="forward">F.</param>
    /// <param name="strike">K.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="price">The premium today.</param>
    /// <param name="sign">1 for a call, −1 for a put.</param>
    /// <param name="solved">Bit i set for lane i that holds an answer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Deviation<T>(T forward, T strike, T discountFactor, T price, T sign, out uint solved)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T difference = forward - strike;
        T intrinsic = T.Max(sign * difference, zero);
        T timeValue = T.NegateMultiplyAdd(discountFactor, intrinsic, price) / discountFactor;

        // F − K is exact up to a ratio of two; beyond that the fit must do without the intrinsic value.
        T x = T.Abs(LaneMath.LogRatio(forward, strike));
        T usable = T.Less(T.Create(1e-160) * forward, timeValue)
            & T.Less(timeValue, T.Min(forward, strike))
            & T.LessOrEqual(x, T.Select(T.Less(zero, intrinsic), T.Create(0.69), T.Create(LaneMath.LargestLogMoneyness)))
            & T.Less(discountFactor * intrinsic, price);
        solved = T.Bits(usable);
        if (solved == 0)
        {
            return zero;
        }

        timeValue = T.Select(usable, timeValue, forward);

        T money = T.Abs(difference);
        T value = timeValue / T.Sqrt(forward * strike);
        T s = Guess(x, value, money / timeValue, LaneMath.LogRatio(timeValue + money, timeValue));
        usable &= T.Less(s, T.Create(LaneMath.LargestDeviation)) & T.Less(x, T.Create(LaneMath.LargestDistance) * s);
        solved = T.Bits(usable);
        if (solved == 0)
        {
            return s;
        }

        s = T.Select(usable, s, one);
        x = T.Select(usable, x, zero);
        T step = Step(x, value * T.Create(SqrtTwoPi), s, T.Less(T.Create(LaneMath.ShortSeriesDeviation), s));
        solved = T.Bits(usable & T.Less(T.Abs(step), T.Create(LastStep) * s));
        return s + step;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Guess<T>(T x, T value, T ratio, T logarithm)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T root = T.Sqrt(T.MultiplyAdd(logarithm, T.Create(0.25), one));
        T w = (one / root) - T.Create(0.6001019190017745);
        T square = w * w;
        T even = T.MultiplyAdd(T.Create(1184.5807279717076), square, T.Create(-905.2476294176715));
        T odd = T.MultiplyAdd(T.Create(-1065.8545326546553), square, T.Create(790.9788053309074));
        even = T.MultiplyAdd(even, square, T.Create(327.1297157218995));
        odd = T.MultiplyAdd(odd, square, T.Create(-265.918756507944));
        even = T.MultiplyAdd(even, square, T.Create(-81.8361199352007));
        odd = T.MultiplyAdd(odd, square, T.Create(56.39042028563871));
        even = T.MultiplyAdd(even, square, T.Create(18.667446554597266));
        odd = T.MultiplyAdd(odd, square, T.Create(-9.323075367755031));
        even = T.MultiplyAdd(even, square, T.Create(-4.774722461267977));
        odd = T.MultiplyAdd(odd, square, T.Create(1.3727842132960253));
        even = T.MultiplyAdd(even, square, T.Create(2.1661756271736308));
        odd = T.MultiplyAdd(odd, square, T.Create(1.2147319267154155));
        even = T.MultiplyAdd(even, square, T.Create(1.7104173827515183));
        T p = T.MultiplyAdd(odd, w, even);

        // x/L → β·(1 + ratio/2) at the money.
        T scale = T.Select(
            T.Less(ratio, T.Create(1e-5)), T.MultiplyAdd(value * T.Create(0.5), ratio, value), x / logarithm);
        T normal = scale * root * p;
        T u = normal * normal;
        T bend = T.NegateMultiplyAdd(x * x, T.Create(1.0 / 120), one);
        T correction = T.MultiplyAdd(T.Create(4369.0 / 92_897_280), u, T.Create(127.0 / 322_560));
        correction = T.MultiplyAdd(correction, u, T.Create(7.0 / 1_920));
        correction = T.MultiplyAdd(correction, u, bend * T.Create(1.0 / 24));
        return T.MultiplyAdd(normal * u, correction, normal);
    }

    /// <summary>A Householder step of third order on ln b − ln β, with b·√(2π) = exp(−(h² + t²)/2)·A(h, t), A as in <see cref="MillsDifference"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Step<T>(T x, T target, T s, T isLong)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T half = T.Create(0.5);
        T inverse = one / s;
        T distance = x * inverse;
        T t = half * s;
        T square = t * t;
        T distanceSquare = distance * distance;
        T overVega = s * LaneMath.OddSeries(distance, square, isLong);
        T slope = one / overVega;
        T newton = T.MultiplyAdd(half, distanceSquare + square, LaneMath.LogRatio(target, overVega)) * overVega;
        T second = T.NegateMultiplyAdd(half, t, distanceSquare * inverse);
        T third = T.NegateMultiplyAdd(T.Create(3) * distanceSquare, inverse * inverse, T.MultiplyAdd(second, second, T.Create(-0.25)));
        T halley = second - slope;
        T householder = T.MultiplyAdd(slope, T.NegateMultiplyAdd(T.Create(3), second, slope + slope), third);
        T numerator = T.MultiplyAdd(half * halley, newton, one);
        T denominator = T.MultiplyAdd(newton, T.MultiplyAdd(householder * newton, T.Create(1.0 / 6), halley), one);
        return newton * numerator / denominator;
    }
}
