namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>
/// The fair variance of a variance swap by a portfolio of listed options: K. Demeterfi, E. Derman, M. Kamal, J. Zou, "More Than You Ever Wanted to Know About Volatility Swaps" (Goldman Sachs,
/// 1999), appendix A. The log contract's pay-off around a boundary S*, f(S) = (2/T)·((S − S*)/S* − ln(S/S*)), is replaced by the straight lines between strikes, puts below S* and calls above,
/// each option's weight being the change of slope at its strike. It buys that pay-off from above, where the volatility index's strip sums a density; on fine strikes both tend to the same.
/// </summary>
public static class VarianceSwap
{
    /// <summary>
    /// K_var = (2/T)·(ln(F/S*) − (F/S* − 1)) + Σ w·e^{RT}·price, per year. NaN when an input is out of its domain: no strikes, prices not as many, T not above zero.
    /// </summary>
    /// <param name="putStrikes">Descending from the boundary S*, which is the first of them and of the calls.</param>
    /// <param name="putPrices">As many.</param>
    /// <param name="callStrikes">Ascending from the boundary.</param>
    /// <param name="callPrices">As many.</param>
    /// <param name="forward">F.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="rate">R, continuously compounded.</param>
    public static double FairVariance(
        ReadOnlySpan<double> putStrikes,
        ReadOnlySpan<double> putPrices,
        ReadOnlySpan<double> callStrikes,
        ReadOnlySpan<double> callPrices,
        double forward,
        double timeToExpiryYears,
        double rate)
    {
        if (putStrikes.Length < 2 || callStrikes.Length < 2 || putStrikes.Length != putPrices.Length || callStrikes.Length != callPrices.Length
            || putStrikes[0] != callStrikes[0] || !(forward > 0 && timeToExpiryYears > 0))
        {
            return double.NaN;
        }

        double boundary = callStrikes[0];
        double options = Side(putStrikes, putPrices, boundary) + Side(callStrikes, callPrices, boundary);
        double futures = Math.Log(forward / boundary) - ((forward / boundary) - 1);
        return 2 / timeToExpiryYears * (futures + (Math.Exp(rate * timeToExpiryYears) * options));
    }

    /// <summary>Σ change of slope × price, walking away from the boundary; the last strike's line is drawn one more step outward.</summary>
    private static double Side(ReadOnlySpan<double> strikes, ReadOnlySpan<double> prices, double boundary)
    {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < strikes.Length; i++)
        {
            double next = i + 1 < strikes.Length ? strikes[i + 1] : (2 * strikes[i]) - strikes[i - 1];
            double slope = Math.Abs((LogPayOff(next, boundary) - LogPayOff(strikes[i], boundary)) / (next - strikes[i]));
            sum += (slope - before) * prices[i];
            before = slope;
        }

        return sum;
    }

    private static double LogPayOff(double level, double boundary) => ((level - boundary) / boundary) - Math.Log(level / boundary);
}
