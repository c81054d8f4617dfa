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
        if (!TryFindForward(strikes, callBids, callAsks, putBids, putAsks, growth, out double forward))
        {
            return TermVariance.None(IndexStatus.NoForward);
        }

        int centre = -1;
        for (int i = 0; i < count && strikes[i] <= forward; i++)
        {
            centre = i;
        }

        if (centre < 0 || !(strikes[0] > 0) || !HasQuote(callBids, callAsks, centre) || !HasQuote(putBids, putAsks, centre))
        {
            return TermVariance.None(IndexStatus.NoForward);
        }

        int lowest = Walk(putBids, putAsks, centre, -1);
        int highest = Walk(callBids, callAsks, centre, 1);
        double sum = 0;
        int options = 0;
        int previous = -1;
        for (int i = lowest; i <= highest; i++)
        {
            double price = Price(callBids, callAsks, putBids, putAsks, i, centre);
            if (double.IsNaN(price))
            {
                continue;
            }

            int next = Next(callBids, callAsks, putBids, putAsks, i, centre, highest);
            double width = previous < 0
                ? (next < 0 ? 0 : strikes[next] - strikes[i])
                : next < 0 ? strikes[i] - strikes[previous] : 0.5 * (strikes[next] - strikes[previous]);
            sum += width / (strikes[i] * strikes[i]) * price;
            options++;
            previous = i;
        }

        if (options < 2)
        {
            return TermVariance.None(IndexStatus.TooFewOptions);
        }

        double excess = (forward / strikes[centre]) - 1;
        double variance = ((2 * growth * sum) - (excess * excess)) / timeToExpiryYears;
        return new(IndexStatus.Ok, variance, forward, strikes[centre], options);
    }

    private static bool TryFindForward(
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> callBids,
        ReadOnlySpan<double> callAsks,
        ReadOnlySpan<double> putBids,
        ReadOnlySpan<double> putAsks,
        double growth,
        out double forward)
    {
        forward = double.NaN;
        double least = double.PositiveInfinity;
        for (int i = 0; i < strikes.Length; i++)
        {
            if (!HasQuote(callBids, callAsks, i) || !HasQuote(putBids, putAsks, i))
            {
                continue;
            }

            double difference = Mid(callBids, callAsks, i) - Mid(putBids, putAsks, i);
            if (Math.Abs(difference) < least)
            {
                least = Math.Abs(difference);
                forward = strikes[i] + (growth * difference);
            }
        }

        return least < double.PositiveInfinity;
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

    private static int Next(
        ReadOnlySpan<double> callBids,
        ReadOnlySpan<double> callAsks,
        ReadOnlySpan<double> putBids,
        ReadOnlySpan<double> putAsks,
        int after,
        int centre,
        int highest)
    {
        for (int i = after + 1; i <= highest; i++)
        {
            if (!double.IsNaN(Price(callBids, callAsks, putBids, putAsks, i, centre)))
            {
                return i;
            }
        }

        return -1;
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

    private static bool HasQuote(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int i) =>
        bids[i] > 0 && asks[i] >= bids[i] && asks[i] < double.PositiveInfinity;

    private static double Mid(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int i) => 0.5 * (bids[i] + asks[i]);
}
