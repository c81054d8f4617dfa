using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>
/// The variance of one expiry by NSE's method for India VIX ("India VIX", white paper of the National Stock Exchange of India): Cboe's strip with other inputs.
/// <list type="bullet">
/// <item>F is the price of the future of the same expiry, and K₀ the strike at or just below it. Without a future F is Cboe's parity forward.</item>
/// <item>A quote counts when its spread is at most 30 % of its mid. The strip reaches from the lowest put to the highest call whose quote counts; there is no stop at missing bids.</item>
/// <item>Within it a strike whose quote is missing or too wide takes the value of the natural cubic spline through the mids of its right that count, puts up to K₀ and calls from it.</item>
/// </list>
/// Where a spline dips to zero or below between cheap quotes the strike is left out.
/// </summary>
public static class IndiaVariance
{
    /// <summary>Widest spread of a quote that counts, as a share of its mid.</summary>
    public const double WidestSpread = 0.30;

    /// <summary>Doubles of scratch needed per strike.</summary>
    public const int ScratchPerStrike = 6;

    /// <summary>The variance of one expiry.</summary>
    /// <param name="strikes">Ascending.</param>
    /// <param name="callBids">Bid per strike; ≤ 0 or NaN for none.</param>
    /// <param name="callAsks">Ask per strike.</param>
    /// <param name="putBids">Bid per strike; ≤ 0 or NaN for none.</param>
    /// <param name="putAsks">Ask per strike.</param>
    /// <param name="future">Price of the future of the same expiry; NaN or ≤ 0 for none.</param>
    /// <param name="timeToExpiryYears">T, to the minute: minutes to settlement over the 525,600 of a year.</param>
    /// <param name="rate">R, continuously compounded, per year (NSE takes MIBOR of the term).</param>
    /// <param name="scratch">At least <see cref="ScratchPerStrike"/> per strike; overwritten.</param>
    public static TermVariance Of(
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> callBids,
        ReadOnlySpan<double> callAsks,
        ReadOnlySpan<double> putBids,
        ReadOnlySpan<double> putAsks,
        double future,
        double timeToExpiryYears,
        double rate,
        Span<double> scratch)
    {
        int count = strikes.Length;
        if (callBids.Length != count || callAsks.Length != count || putBids.Length != count || putAsks.Length != count || scratch.Length < ScratchPerStrike * count
            || !(timeToExpiryYears > 0 && double.IsFinite(timeToExpiryYears) && double.IsFinite(rate)))
        {
            return TermVariance.None(IndexStatus.InvalidInput);
        }

        double growth = Math.Exp(rate * timeToExpiryYears);
        double forward = future > 0 && double.IsFinite(future) ? future : StripQuotes.Forward(strikes, callBids, callAsks, putBids, putAsks, growth);
        int centre = StripQuotes.Centre(strikes, forward);
        if (centre < 0 || !(strikes[0] > 0))
        {
            return TermVariance.None(IndexStatus.NoForward);
        }

        Span<double> puts = scratch[..(centre + 1)];
        Span<double> calls = scratch.Slice(centre + 1, count - centre);
        Span<double> rest = scratch[(count + 1)..];
        int filled = Fill(strikes[..(centre + 1)], putBids, putAsks, 0, puts, rest) + Fill(strikes[centre..], callBids, callAsks, centre, calls, rest);

        var strip = new VarianceStrip();
        for (int i = 0; i < count; i++)
        {
            double price = i < centre ? puts[i] : i > centre ? calls[i - centre] : AtCentre(calls[0], puts[centre]);
            if (price > 0)
            {
                strip.Add(strikes[i], price);
            }
        }

        return strip.Variance(forward, strikes[centre], growth, timeToExpiryYears) with { Interpolated = filled };
    }

    /// <summary>The mean of call and put, or the one there is.</summary>
    private static double AtCentre(double call, double put) => double.IsNaN(call) ? put : double.IsNaN(put) ? call : 0.5 * (call + put);

    /// <summary>Writes the price of every strike of one side, NaN outside the quotes that count; returns how many are the spline's.</summary>
    /// <param name="strikes">Those of the side.</param>
    /// <param name="bids">Of all strikes.</param>
    /// <param name="asks">Of all strikes.</param>
    /// <param name="first">The side's first strike among all.</param>
    /// <param name="prices">Receives the prices.</param>
    /// <param name="scratch">Four per strike of the side.</param>
    private static int Fill(ReadOnlySpan<double> strikes, ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, int first, Span<double> prices, Span<double> scratch)
    {
        int length = strikes.Length;
        Span<double> x = scratch[..length];
        Span<double> y = scratch.Slice(length, length);
        int knots = 0;
        for (int i = 0; i < length; i++)
        {
            prices[i] = double.NaN;
            double mid = StripQuotes.Mid(bids, asks, first + i);
            if (StripQuotes.HasQuote(bids, asks, first + i) && asks[first + i] - bids[first + i] <= WidestSpread * mid)
            {
                prices[i] = mid;
                x[knots] = strikes[i];
                y[knots++] = mid;
            }
        }

        if (knots < 2)
        {
            return 0;
        }

        x = x[..knots];
        y = y[..knots];
        Span<double> curvature = scratch.Slice(2 * length, knots);
        NaturalCubicSpline.Fit(x, y, curvature, scratch.Slice(3 * length, knots));
        int filled = 0;
        int below = 0;
        for (int i = 0; i < length; i++)
        {
            while (below + 2 < knots && strikes[i] >= x[below + 1])
            {
                below++;
            }

            if (double.IsNaN(prices[i]) && strikes[i] > x[0] && strikes[i] < x[knots - 1])
            {
                prices[i] = NaturalCubicSpline.At(x, y, curvature, below, strikes[i]);
                filled += prices[i] > 0 ? 1 : 0;
            }
        }

        return filled;
    }
}
