namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>What both methods ask of quotes: bid and ask per strike, ≤ 0 or NaN for none.</summary>
internal static class StripQuotes
{
    public static bool HasQuote(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int i) =>
        bids[i] > 0 && asks[i] >= bids[i] && asks[i] < double.PositiveInfinity;

    public static double Mid(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int i) => 0.5 * (bids[i] + asks[i]);

    /// <summary>F = K + e^{RT}·(C − P) at the strike where call and put are closest, the lowest on a tie; NaN when no strike has both quotes.</summary>
    public static double Forward(
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> callBids,
        ReadOnlySpan<double> callAsks,
        ReadOnlySpan<double> putBids,
        ReadOnlySpan<double> putAsks,
        double growth)
    {
        double forward = double.NaN;
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

        return forward;
    }

    /// <summary>K₀: the place of the last strike at or below the forward; −1 when there is none.</summary>
    public static int Centre(ReadOnlySpan<double> strikes, double forward)
    {
        int centre = -1;
        while (centre + 1 < strikes.Length && strikes[centre + 1] <= forward)
        {
            centre++;
        }

        return centre;
    }
}
