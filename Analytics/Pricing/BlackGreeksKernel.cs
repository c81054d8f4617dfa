using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Black-76 price and sensitivities on lanes of any width for |ln(F/K)| ≤ 2, σ√T ≤ 0.8 and within 13 deviations of the money, by the equations of
/// <see cref="BlackTerms"/> and <see cref="Black76Greeks"/> in single doubles.
/// </summary>
internal static class BlackGreeksKernel
{
    /// <summary>Whether what the legs share is of a size whose products neither overflow nor underflow.</summary>
    public static bool IsOrdinary(BlackExpiry expiry) =>
        LaneMath.IsOrdinary(expiry.Forward) && LaneMath.IsOrdinary(expiry.DiscountFactor) && LaneMath.IsOrdinary(expiry.TimeToExpiryYears)
        && double.IsFinite(expiry.Rate);

    /// <summary>Writes the columns for the legs from <paramref name="index"/> on; lanes without their bit in the result hold no answer.</summary>
    public static uint Compute<T>(BlackExpiry expiry, T sign, T strike, T volatility, in GreekColumns columns, int index)
        where T : struct, ILanes<T>
    {
        T rootTime = T.Create(Math.Sqrt(expiry.TimeToExpiryYears));
        T forward = T.Create(expiry.Forward);
        T discountFactor = T.Create(expiry.DiscountFactor);
        T s = volatility * rootTime;
        T usable = T.Less(T.Create(LaneMath.SmallestOrdinary), s) & T.LessOrEqual(s, T.Create(LaneMath.LargestDeviation))
            & T.Less(T.Create(LaneMath.SmallestOrdinary), strike) & T.Less(strike, T.Create(LaneMath.LargestOrdinary));
        uint solved = T.Bits(usable);
        if (solved == 0)
        {
            return 0;
        }

        s = T.Select(usable, s, rootTime);
        strike = T.Select(usable, strike, forward);
        T x = LaneMath.LogRatio(forward, strike);
        T size = T.Abs(x);
        usable &= T.LessOrEqual(size, T.Create(LaneMath.LargestLogMoneyness)) & T.LessOrEqual(size, T.Create(LaneMath.LargestDistance) * s);
        solved = T.Bits(usable);
        if (solved == 0)
        {
            return 0;
        }

        // Lanes given up get the money's numbers.
        s = T.Select(usable, s, T.Create(0.1));
        x = T.Select(usable, x, T.Create(0));
        strike = T.Select(usable, strike, forward);
        var terms = new BlackLaneTerms<T>(forward, strike, x, s, sign);
        T density = discountFactor * terms.Density;
        T delta = sign * discountFactor * terms.TowardD1;
        T intrinsic = T.Max(sign * (forward - strike), T.Create(0));
        T price = discountFactor * (intrinsic + terms.TimeValue);
        T perForward = T.Create(1 / expiry.Forward);
        T gamma = density * perForward * perForward / s;
        FirstOrder(expiry, volatility, rootTime, density, price, delta, gamma, columns, index);
        if (columns.HasHigherOrder)
        {
            HigherOrder(expiry, volatility, rootTime, s, density, delta, gamma, terms, columns, index);
            Write(T.NegateMultiplyAdd(sign * discountFactor, terms.TowardD2, T.Create(0)), columns.DualDelta, index);
            Write(density / (strike * s) / strike, columns.DualGamma, index);
        }

        return solved;
    }

    private static void FirstOrder<T>(
        BlackExpiry expiry, T volatility, T rootTime, T density, T price, T delta, T gamma, in GreekColumns columns, int index)
        where T : struct, ILanes<T>
    {
        Write(price, columns.Price, index);
        Write(delta, columns.Delta, index);
        Write(gamma, columns.Gamma, index);
        Write(density * rootTime, columns.Vega, index);
        T decay = density * volatility * T.Create(0.5 / Math.Sqrt(expiry.TimeToExpiryYears));
        Write(T.MultiplyAdd(T.Create(expiry.Rate), price, T.Create(0) - decay), columns.Theta, index);
        Write(T.Create(-expiry.TimeToExpiryYears) * price, columns.Rho, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HigherOrder<T>(
        BlackExpiry expiry,
        T volatility,
        T rootTime,
        T s,
        T density,
        T delta,
        T gamma,
        in BlackLaneTerms<T> terms,
        in GreekColumns columns,
        int index)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T rate = T.Create(expiry.Rate);
        T perTwiceTime = T.Create(0.5 / expiry.TimeToExpiryYears);
        T perVolatility = one / volatility;
        T d1 = terms.D1;
        T d2 = terms.D2;
        T product = d1 * d2;
        T vega = density * rootTime;
        T perForward = T.Create(1 / expiry.Forward);
        T slope = density * perForward * d2;
        Write(zero - (slope * perVolatility), columns.Vanna, index);
        Write(T.MultiplyAdd(rate, delta, slope * perTwiceTime), columns.Charm, index);
        T vegaPerVolatility = vega * perVolatility;
        Write(vegaPerVolatility * product, columns.Volga, index);
        Write(vega * T.NegateMultiplyAdd(one + product, perTwiceTime, rate), columns.Veta, index);
        Write(zero - (gamma * perForward * ((d1 + s) / s)), columns.Speed, index);
        Write(gamma * perVolatility * (product - one), columns.Zomma, index);
        Write(gamma * T.MultiplyAdd(one - product, perTwiceTime, rate), columns.Color, index);
        T polynomial = T.MultiplyAdd(product, one - product, T.MultiplyAdd(d1, d1, d2 * d2));
        Write(zero - (vegaPerVolatility * perVolatility * polynomial), columns.Ultima, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T value, Span<double> column, int index)
        where T : struct, ILanes<T>
    {
        if (!column.IsEmpty)
        {
            T.Write(value, column, index);
        }
    }
}
