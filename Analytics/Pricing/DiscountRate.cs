using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>The continuously compounded rate behind a discount factor, r = −ln D/T.</summary>
public static class DiscountRate
{
    /// <summary>Share of D's last place within which a rate still gives the same D: half, and a little for how D was computed.</summary>
    private const double Slack = 0.75;
    private const int MostDigits = 15;

    /// <summary>
    /// r per year, for D &gt; 0; 0 at T = 0, where D = 1 and no rate shows. A discount factor rounded to a double stands for all rates in an interval
    /// of width 2⁻⁵³/T, which is wide when T is short (1e-9 of the rate at one minute). Of these the one with the fewest decimal digits is taken, as
    /// the shortest text is for a double: a rate that was quoted comes back as it was quoted, any other is as right as D allows.
    /// </summary>
    public static double FromDiscountFactor(double discountFactor, double timeToExpiryYears)
    {
        if (!(timeToExpiryYears > 0))
        {
            return 0;
        }

        double rate = -LogRatio.Evaluate(discountFactor, 1).Value / timeToExpiryYears;
        double size = Math.Abs(rate);
        double tolerance = Slack * (Math.BitIncrement(discountFactor) - discountFactor) / discountFactor / timeToExpiryYears;
        if (!(size > 0 && size < 1e6 && tolerance > 1e-15 * size))
        {
            return rate;
        }

        int magnitude = (int)Math.Floor(Math.Log10(size));
        for (int digits = 1; digits <= MostDigits; digits++)
        {
            int decimals = digits - 1 - magnitude;
            double scale = Math.Pow(10, Math.Abs(decimals));
            double candidate = decimals >= 0 ? Math.Round(rate * scale) / scale : Math.Round(rate / scale) * scale;
            if (Math.Abs(candidate - rate) <= tolerance)
            {
                return candidate;
            }
        }

        return rate;
    }
}
