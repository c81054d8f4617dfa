using System.Numerics;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Price and sensitivities of all legs of one expiry by Black-76, eight at a time with AVX-512, four with AVX2 and fused multiply-add, else one by one.
/// Legs where options trade (see <see cref="BlackGreeksKernel"/>) are computed in plain double precision: against <see cref="Black76.Greeks(OptionRight,
/// double, double, double, double, double, double)"/> within 1e-12 of the value, at a sensitivity's zero of the terms it is made of. All others come
/// from there. Every width gives the same bits. A leg with a NaN volatility has NaN throughout. Nothing is allocated.
/// </summary>
public static class BlackGreeksBatch
{
    private const int BlockLength = 64;

    /// <summary>Computes the columns asked for; the spans are aligned, one element per leg.</summary>
    /// <param name="forward">F.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="rate">r with D = exp(−rT), per year (<see cref="DiscountRate.FromDiscountFactor"/>).</param>
    /// <param name="rights">Call or put, per leg.</param>
    /// <param name="strikes">K, per leg.</param>
    /// <param name="volatilities">σ per √year, per leg.</param>
    /// <param name="columns">Out.</param>
    public static void Compute(
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        double rate,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> volatilities,
        in GreekColumns columns) =>
        Compute(LaneWidths.Best, new BlackExpiry(forward, timeToExpiryYears, discountFactor, rate), rights, strikes, volatilities, columns);

    /// <summary>The same at a width of choice.</summary>
    internal static void Compute(
        LaneWidth width,
        BlackExpiry expiry,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> volatilities,
        in GreekColumns columns)
    {
        int count = strikes.Length;
        if (rights.Length != count || volatilities.Length != count || !columns.Hold(count))
        {
            throw new ArgumentException("The spans of a batch must be aligned: one right, strike, volatility and result per leg.");
        }

        int done = 0;
        bool isOrdinary = BlackGreeksKernel.IsOrdinary(expiry);
        if (isOrdinary && width == LaneWidth.Eight)
        {
            done = InLanes<EightLanes>(expiry, 0, rights, strikes, volatilities, columns);
        }
        else if (isOrdinary && width == LaneWidth.Four)
        {
            done = InLanes<FourLanes>(expiry, 0, rights, strikes, volatilities, columns);
        }

        if (isOrdinary)
        {
            done = InLanes<OneLane>(expiry, done, rights, strikes, volatilities, columns);
        }

        for (; done < count; done++)
        {
            SetOne(done, expiry, rights, strikes, volatilities, columns);
        }
    }

    /// <summary>Computes the legs that fill whole groups of lanes, and returns the first that is left.</summary>
    private static int InLanes<T>(
        BlackExpiry expiry, int from, ReadOnlySpan<OptionRight> rights, ReadOnlySpan<double> strikes, ReadOnlySpan<double> volatilities, in GreekColumns columns)
        where T : struct, ILanes<T>
    {
        Span<double> signs = stackalloc double[BlockLength];
        int to = from + ((strikes.Length - from) / T.Count * T.Count);
        uint all = (1u << T.Count) - 1;
        for (int start = from; start < to; start += BlockLength)
        {
            int end = Math.Min(start + BlockLength, to);
            for (int i = start; i < end; i++)
            {
                signs[i - start] = rights[i] == OptionRight.Call ? 1 : -1;
            }

            for (int i = start; i < end; i += T.Count)
            {
                uint solved = BlackGreeksKernel.Compute(
                    expiry, T.Read(signs, i - start), T.Read(strikes, i), T.Read(volatilities, i), columns, i);
                for (uint left = ~solved & all; left != 0; left &= left - 1)
                {
                    SetOne(i + BitOperations.TrailingZeroCount(left), expiry, rights, strikes, volatilities, columns);
                }
            }
        }

        return to;
    }

    private static void SetOne(
        int leg, BlackExpiry expiry, ReadOnlySpan<OptionRight> rights, ReadOnlySpan<double> strikes, ReadOnlySpan<double> volatilities, in GreekColumns columns) =>
        columns.Set(
            leg,
            Black76.Greeks(
                rights[leg], expiry.Forward, strikes[leg], expiry.TimeToExpiryYears, expiry.DiscountFactor, volatilities[leg], expiry.Rate));
}
