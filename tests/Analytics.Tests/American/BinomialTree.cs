using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.American;

/// <summary>
/// American prices by J. C. Cox, S. A. Ross and M. Rubinstein's tree (1979), its last step replaced by Black–Scholes and extrapolated from n/2 and n steps
/// (M. Broadie and J. Detemple, Review of Financial Studies 9 (1996): BBSR).
/// </summary>
internal static class BinomialTree
{
    public static double Price(OptionRight right, double spot, double strike, double time, double rate, double yield, double volatility, int steps) =>
        (2 * Plain(right, spot, strike, time, rate, yield, volatility, steps)) - Plain(right, spot, strike, time, rate, yield, volatility, steps / 2);

    private static double Plain(OptionRight right, double spot, double strike, double time, double rate, double yield, double volatility, int steps)
    {
        double step = time / steps;
        double up = Math.Exp(volatility * Math.Sqrt(step));
        double chance = (Math.Exp((rate - yield) * step) - (1 / up)) / (up - (1 / up));
        double discount = Math.Exp(-rate * step);
        double sign = right == OptionRight.Call ? 1 : -1;
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            double level = spot * Math.Pow(up, (2 * i) - (steps - 1));
            values[i] = Math.Max(sign * (level - strike), BlackScholes.Price(right, level, strike, step, rate, yield, volatility));
        }

        for (int left = steps - 2; left >= 0; left--)
        {
            double level = spot * Math.Pow(up, -left);
            for (int i = 0; i <= left; i++)
            {
                values[i] = Math.Max(sign * (level - strike), discount * ((chance * values[i + 1]) + ((1 - chance) * values[i])));
                level *= up * up;
            }
        }

        return values[0];
    }
}
