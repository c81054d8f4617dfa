using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Black-76 implied volatilities of all legs of one expiry: eight at a time with AVX-512, four with AVX2 and fused multiply-add, else one by one.
/// Whatever the width, and wherever in the batch a leg stands, volatility and status are bit for bit those of <see cref="ImpliedVolatilitySolver.Black"/>:
/// both run the same kernel, and legs it leaves go to the same scalar solver.
/// </summary>
public static class BlackVolatilityBatch
{
    private const int BlockLength = 64;

    /// <summary>Whether vectors are used on this machine.</summary>
    public static bool IsVectorised => LaneWidths.Best != LaneWidth.One;

    /// <summary>Solves every leg; the spans are aligned and of one length.</summary>
    /// <param name="forward">F.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="rights">Call or put, per leg.</param>
    /// <param name="strikes">K, per leg.</param>
    /// <param name="prices">Premium today, per leg.</param>
    /// <param name="volatilities">Out: σ, NaN where there is none.</param>
    /// <param name="statuses">Out: why.</param>
    public static void Solve(
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> prices,
        Span<double> volatilities,
        Span<VolatilityStatus> statuses) =>
        Solve(LaneWidths.Best, forward, timeToExpiryYears, discountFactor, rights, strikes, prices, volatilities, statuses);

    /// <summary>The same at a width of choice.</summary>
    internal static void Solve(
        LaneWidth width,
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> prices,
        Span<double> volatilities,
        Span<VolatilityStatus> statuses)
    {
        int count = strikes.Length;
        if (rights.Length != count || prices.Length != count || volatilities.Length < count || statuses.Length < count)
        {
            throw new ArgumentException("The spans of a batch must be aligned: one right, strike, price, volatility and status per leg.");
        }

        int done = 0;
        if (LaneMath.IsOrdinary(forward) && LaneMath.IsOrdinary(discountFactor) && timeToExpiryYears is > 0 and < double.PositiveInfinity)
        {
            done = width switch
            {
                LaneWidth.Eight => InLanes<EightLanes>(forward, timeToExpiryYears, discountFactor, rights, strikes, prices, volatilities, statuses),
                LaneWidth.Four => InLanes<FourLanes>(forward, timeToExpiryYears, discountFactor, rights, strikes, prices, volatilities, statuses),
                _ => 0,
            };
        }

        for (; done < count; done++)
        {
            var result = ImpliedVolatilitySolver.Black(rights[done], forward, strikes[done], timeToExpiryYears, discountFactor, prices[done]);
            volatilities[done] = result.Value;
            statuses[done] = result.Status;
        }
    }

    /// <summary>Solves all legs that fill whole groups of lanes, and returns how many.</summary>
    private static int InLanes<T>(
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> prices,
        Span<double> volatilities,
        Span<VolatilityStatus> statuses)
        where T : struct, ILanes<T>
    {
        Span<double> signs = stackalloc double[BlockLength];
        int whole = strikes.Length / T.Count * T.Count;
        for (int start = 0; start < whole; start += BlockLength)
        {
            int length = Math.Min(BlockLength, whole - start);
            for (int i = 0; i < length; i++)
            {
                signs[i] = rights[start + i] == OptionRight.Call ? 1 : -1;
            }

            Block<T>(
                forward,
                timeToExpiryYears,
                discountFactor,
                rights.Slice(start, length),
                signs[..length],
                strikes.Slice(start, length),
                prices.Slice(start, length),
                volatilities.Slice(start, length),
                statuses.Slice(start, length));
        }

        return whole;
    }

    private static void Block<T>(
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> signs,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> prices,
        Span<double> volatilities,
        Span<VolatilityStatus> statuses)
        where T : struct, ILanes<T>
    {
        T forwards = T.Create(forward);
        T discountFactors = T.Create(discountFactor);
        T rootTime = T.Create(Math.Sqrt(timeToExpiryYears));
        uint all = (1u << T.Count) - 1;
        for (int i = 0; i < strikes.Length; i += T.Count)
        {
            T strike = T.Read(strikes, i);
            T deviation = BlackVolatilityKernel.Deviation(forwards, strike, discountFactors, T.Read(prices, i), T.Read(signs, i), out uint solved);
            T.Write(deviation / rootTime, volatilities, i);
            statuses.Slice(i, T.Count).Fill(VolatilityStatus.Ok);
            for (uint left = ~solved & all; left != 0; left &= left - 1)
            {
                int leg = i + System.Numerics.BitOperations.TrailingZeroCount(left);
                var result = ImpliedVolatilitySolver.BlackAnywhere(rights[leg], forward, strikes[leg], timeToExpiryYears, discountFactor, prices[leg]);
                volatilities[leg] = result.Value;
                statuses[leg] = result.Status;
            }
        }
    }
}
