using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Black-76 implied volatilities of all legs of one expiry, four at a time where the machine has 256-bit vectors with fused multiply-add.
/// Legs in the common range (|ln(F/K)| ≤ 0.25, 0.001 ≤ σ√T ≤ 0.3, within 6.5 deviations of the money) go through <see cref="BlackVolatilityKernel"/>,
/// all others and every leg without a volatility through <see cref="ImpliedVolatilitySolver.Black"/>, one by one. The kernel agrees with the scalar
/// solver to 2⁻⁴⁶ of the volatility (a test holds it there) where the price determines it as well; statuses are the same.
/// </summary>
public static class BlackVolatilityBatch
{
    /// <summary>Whether vectors are used on this machine.</summary>
    public static bool IsVectorised => Vector256.IsHardwareAccelerated && Fma.IsSupported;

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
        Span<VolatilityStatus> statuses)
    {
        int count = strikes.Length;
        if (rights.Length != count || prices.Length != count || volatilities.Length < count || statuses.Length < count)
        {
            throw new ArgumentException("The spans of a batch must be aligned: one right, strike, price, volatility and status per leg.");
        }

        int done = 0;
        if (IsVectorised && BlackVolatilityKernel.Fits(forward, timeToExpiryYears, discountFactor))
        {
            var kernel = new BlackVolatilityKernel(forward, timeToExpiryYears, discountFactor);
            for (; done + Vector256<double>.Count <= count; done += Vector256<double>.Count)
            {
                uint solved = kernel.Solve(rights.Slice(done, 4), strikes.Slice(done, 4), prices.Slice(done, 4), volatilities.Slice(done, 4));
                for (int lane = 0; lane < Vector256<double>.Count; lane++)
                {
                    if ((solved & (1u << lane)) != 0)
                    {
                        statuses[done + lane] = VolatilityStatus.Ok;
                    }
                    else
                    {
                        One(done + lane, forward, timeToExpiryYears, discountFactor, rights, strikes, prices, volatilities, statuses);
                    }
                }
            }
        }

        for (; done < count; done++)
        {
            One(done, forward, timeToExpiryYears, discountFactor, rights, strikes, prices, volatilities, statuses);
        }
    }

    private static void One(
        int i,
        double forward,
        double timeToExpiryYears,
        double discountFactor,
        ReadOnlySpan<OptionRight> rights,
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> prices,
        Span<double> volatilities,
        Span<VolatilityStatus> statuses)
    {
        var result = ImpliedVolatilitySolver.Black(rights[i], forward, strikes[i], timeToExpiryYears, discountFactor, prices[i]);
        volatilities[i] = result.Value;
        statuses[i] = result.Status;
    }
}
