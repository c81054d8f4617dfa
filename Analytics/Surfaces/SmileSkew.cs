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
    private const int Steps = 60;
    private const double Furthest = 60;

    /// <summary>Volatility of the call less that of the put.</summary>
    public double RiskReversal => CallVolatility - PutVolatility;

    /// <summary>Their mean less the volatility at the money.</summary>
    public double Butterfly => (0.5 * (CallVolatility + PutVolatility)) - AtmVolatility;

    /// <summary>Finds both strikes. Without butterfly arbitrage d₁ falls in k (M. Fukasawa, 2012), so there is one of each.</summary>
    public static SmileSkew Of(SviParameters slice, double timeToExpiryYears, double delta)
    {
        double put = Strike(slice, 1 - delta);
        double call = Strike(slice, delta);
        return new(
            delta, put, call, slice.Volatility(put, timeToExpiryYears), slice.Volatility(call, timeToExpiryYears), slice.Volatility(0, timeToExpiryYears));
    }

    /// <summary>k with Φ(d₁(k)) = N, by bisection.</summary>
    private static double Strike(SviParameters slice, double cumulative)
    {
        double deviation = Math.Sqrt(slice.TotalVariance(0));
        double low = -Furthest * deviation;
        double high = Furthest * deviation;
        if (!(Cumulative(slice, low) >= cumulative && Cumulative(slice, high) <= cumulative))
        {
            return double.NaN;
        }

        for (int i = 0; i < Steps; i++)
        {
            double middle = 0.5 * (low + high);
            if (Cumulative(slice, middle) > cumulative)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return 0.5 * (low + high);
    }

    private static double Cumulative(SviParameters slice, double k)
    {
        double root = Math.Sqrt(slice.TotalVariance(k));
        return NormalDistribution.Cumulative((-k / root) + (0.5 * root));
    }
}
