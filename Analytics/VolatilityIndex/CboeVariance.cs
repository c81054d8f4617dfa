using static TradingAnalytics.Analytics.VolatilityIndex.StripQuotes;

namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>
/// The Cboe volatility index: "The CBOE Volatility Index – VIX" (white paper, 2009) and the later mathematics methodology:
/// σ² = (2/T)·Σ ΔKᵢ/Kᵢ²·e^{RT}·Q(Kᵢ) − (1/T)·(F/K₀ − 1)², over out-of-the-money options with a bid, walking out from K₀ until two consecutive strikes
/// have none; Q is the mid price, at K₀ the mean of call and put; ΔK is half the distance of the neighbours in the strip, at its ends the distance to
/// the one neighbour.
/// </summary>
public static class CboeVariance
{
    /// <summary>The variance of one expiry.</summary>
    /// <param name="strikes">Ascending.</param>
    /// <param name="callBids">Bid per strike; ≤ 0 or NaN for none.</param>
    /// <param name="callAsks">Ask per strike.</param>
    /// <param name="putBids">Bid per strike; ≤ 0 or NaN for none.</param>
    /// <param name="putAsks">Ask per strike.</param>
    /// <param name="timeToExpiryYears">T, to the minute: minutes to settlement over the 525,600 of a year.</param>
    /// <param name="rate">R, continuously compounded, per year.</param>
    public static TermVariance Of(
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> callBids,
        ReadOnlySpan<double> callAsks,
        ReadOnlySpan<double> putBids,
        ReadOnlySpan<double> putAsks,
        double timeToExpiryYears,
        double rate)
    {
        int count = strikes.Length;
        if (callBids.Length != count || callAsks.Length != count || putBids.Length != count || putAsks.Length != count
            || !(timeToExpiryYears > 0 && double.IsFinite(timeToExpiryYears) && double.IsFinite(rate)))
        {
            return TermVariance.None(IndexStatus.InvalidInput);
        }

        double growth = Math.Exp(rate * timeToExpiryYears);
        double forward = StripQuotes.Forward(strikes, callBids, callAsks, putBids, putAsks, growth);
        int centre = StripQuotes.Centre(strikes, forward);
        if (centre < 0 || !(strikes[0] > 0) || !HasQuote(callBids, callAsks, centre) || !HasQuote(putBids, putAsks, centre))
        {
            return TermVariance.None(IndexStatus.NoForward);
        }

        int lowest = Walk(putBids, putAsks, centre, -1);
        int highest = Walk(callBids, callAsks, centre, 1);
        var strip = new VarianceStrip();
        for (int i = lowest; i <= highest; i++)
        {
            double price = Price(callBids, callAsks, putBids, putAsks, i, centre);
            if (!double.IsNaN(price))
            {
                strip.Add(strikes[i], price);
            }
        }

        return strip.Variance(forward, strikes[centre], growth, timeToExpiryYears);
    }

    /// <summary>The last strike before two consecutive ones without a bid.</summary>
    private static int Walk(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int centre, int step)
    {
        int last = centre;
        int missing = 0;
        for (int i = centre + step; i >= 0 && i < bids.Length && missing < 2; i += step)
        {
            if (HasQuote(bids, asks, i))
            {
                last = i;
                missing = 0;
            }
            else
            {
                missing++;
            }
        }

        return last;
    }

    /// <summary>Q(K): NaN when the strike has no bid and stays out.</summary>
    private static double Price(
        ReadOnlySpan<double> callBids, ReadOnlySpan<double> callAsks, ReadOnlySpan<double> putBids, ReadOnlySpan<double> putAsks, int i, int centre)
    {
        if (i == centre)
        {
            return 0.5 * (Mid(callBids, callAsks, i) + Mid(putBids, putAsks, i));
        }

        return i < centre
            ? (HasQuote(putBids, putAsks, i) ? Mid(putBids, putAsks, i) : double.NaN)
            : HasQuote(callBids, callAsks, i) ? Mid(callBids, callAsks, i) : double.NaN;
    }
}
