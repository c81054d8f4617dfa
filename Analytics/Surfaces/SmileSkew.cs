using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// A smile by the volatilities of two options of one delta. The delta is the undiscounted forward delta, not premium-adjusted: Φ(d₁) of the call, Φ(d₁) − 1 of the put, each at its own
/// volatility on the smile. NaN where a slice has no strike of that delta.
/// </summary>
/// <param name="Delta">0.25, 0.10 …, in (0, ½).</param>
/// <param name="PutLogMoneyness">k of the put of that delta.</param>
/// <param name="CallLogMoneyness">k of the call.</param>
/// <param name="PutVolatility">The put's volatility, per 1.0.</param>
/// <param name="CallVolatility">The call's volatility.</param>
/// <param name="AtmVolatility">At K = F.</param>
public readonly record struct SmileSkew(
    double Delta, double PutLogMoneyness, double CallLogMoneyness, double PutVolatility, double CallVolatility, double AtmVolatility)
{
    private const int MostSteps = 100;

    /// <summary>In deviations: a step this short leaves an error of rounding.</summary>
    private const double Resolution = 1e-12;
    private const double Furthest = 60;

    /// <summary>Volatility of the call less that of the put.</summary>
    public double RiskReversal => CallVolatility - PutVolatility;

    /// <summary>Their mean less the volatility at the money.</summary>
    public double Butterfly => (0.5 * (CallVolatility + PutVolatility)) - AtmVolatility;

    /// <summary>Finds both strikes. Without butterfly arbitrage d₁ falls in k (M. Fukasawa, 2012), so there is one of each.</summary>
    public static SmileSkew Of(SviParameters slice, double timeToExpiryYears, double delta)
    {
        double d1 = NormalDistribution.InverseCumulative(delta);
        double put = Strike(slice, -d1);
        double call = Strike(slice, d1);
        return new(
            delta, put, call, slice.Volatility(put, timeToExpiryYears), slice.Volatility(call, timeToExpiryYears), slice.Volatility(0, timeToExpiryYears));
    }

    /// <summary>k with the given d₁(k) = −k/√w + √w/2: Newton's steps, halved where they would leave the bracket.</summary>
    private static double Strike(SviParameters slice, double d1)
    {
        double deviation = Math.Sqrt(slice.TotalVariance(0));
        double low = -Furthest * deviation;
        double high = Furthest * deviation;
        if (!(Excess(slice, low, d1, out _) >= 0 && Excess(slice, high, d1, out _) <= 0))
        {
            return double.NaN;
        }

        // Where it is on a flat smile.
        double k = deviation * ((0.5 * deviation) - d1);
        for (int i = 0; i < MostSteps; i++)
        {
            double excess = Excess(slice, k, d1, out double slope);
            if (excess > 0)
            {
                low = k;
            }
            else
            {
                high = k;
            }

            double next = k - (excess / slope);
            next = next > low && next < high ? next : 0.5 * (low + high);
            double step = Math.Abs(next - k);
            k = next;
            if (!(step > Resolution * deviation))
            {
                break;
            }
        }

        return k;
    }

    /// <summary>d₁(k) less what is sought, and ∂d₁/∂k = −1/√w + w′·(k/w + ½)/(2√w).</summary>
    private static double Excess(SviParameters slice, double k, double d1, out double slope)
    {
        double w = slice.TotalVariance(k);
        double inverse = 1 / Math.Sqrt(w);
        slope = inverse * ((0.5 * slice.Slope(k) * ((k / w) + 0.5)) - 1);
        return (-k * inverse) + (0.5 * w * inverse) - d1;
    }
}
