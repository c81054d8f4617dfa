namespace TradingAnalytics.Analytics.Chains;

/// <summary>Max pain: the settlement at which the writers of all open options pay least.</summary>
public static class MaxPain
{
    /// <summary>
    /// What writers pay at settlement S: Σᵢ callOIᵢ·max(0, S − Kᵢ) + putOIᵢ·max(0, Kᵢ − S), in price units times units of the underlying.
    /// </summary>
    public static double Payout(
        double settlement, ReadOnlySpan<double> strikes, ReadOnlySpan<double> callOpenInterest, ReadOnlySpan<double> putOpenInterest)
    {
        double sum = 0;
        for (int i = 0; i < strikes.Length; i++)
        {
            double distance = settlement - strikes[i];
            sum += distance > 0 ? callOpenInterest[i] * distance : putOpenInterest[i] * -distance;
        }

        return sum;
    }

    /// <summary>
    /// The strike with the least <see cref="Payout"/>, the lowest on ties, found by trying every strike: the definition that
    /// <see cref="MaxPainTracker"/> must equal. With no open interest at all every strike ties, and the lowest it is. Null without strikes.
    /// </summary>
    public static double? Find(ReadOnlySpan<double> strikes, ReadOnlySpan<double> callOpenInterest, ReadOnlySpan<double> putOpenInterest)
    {
        double best = double.PositiveInfinity;
        double at = double.NaN;
        for (int i = 0; i < strikes.Length; i++)
        {
            double payout = Payout(strikes[i], strikes, callOpenInterest, putOpenInterest);
            if (double.IsNaN(at) || payout < best || (payout == best && strikes[i] < at))
            {
                best = payout;
                at = strikes[i];
            }
        }

        return double.IsNaN(at) ? null : at;
    }
}
