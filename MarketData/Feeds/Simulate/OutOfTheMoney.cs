namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>Black-76 of the out-of-the-money side of a strike, undiscounted; the other side follows by put–call parity.</summary>
internal static class OutOfTheMoney
{
    /// <param name="forward">F &gt; 0.</param>
    /// <param name="strike">K &gt; 0.</param>
    /// <param name="logMoneyness">ln(K/F).</param>
    /// <param name="deviation">σ√T &gt; 0.</param>
    public static double Price(double forward, double strike, double logMoneyness, double deviation)
    {
        double near = (-Math.Abs(logMoneyness) / deviation) + (0.5 * deviation);
        return logMoneyness >= 0
            ? Math.Max(0, (forward * Normal(near)) - (strike * Normal(near - deviation)))
            : Math.Max(0, (strike * Normal(near)) - (forward * Normal(near - deviation)));
    }

    /// <summary>Hart's rational approximation of the cumulative normal, as given by West (2005); accurate to 1e-15.</summary>
    private static double Normal(double x)
    {
        double y = Math.Abs(x);
        if (y > 37)
        {
            return x > 0 ? 1 : 0;
        }

        double tail = Math.Exp(-0.5 * y * y);
        if (y < 7.07106781186547)
        {
            double top = (((((((((((0.0352624965998911 * y) + 0.700383064443688) * y) + 6.37396220353165) * y) + 33.912866078383) * y) + 112.079291497871) * y) + 221.213596169931) * y) + 220.206867912376;
            double bottom = (((((((((((((0.0883883476483184 * y) + 1.75566716318264) * y) + 16.064177579207) * y) + 86.7807322029461) * y) + 296.564248779674) * y) + 637.333633378831) * y) + 793.826512519948) * y) + 440.413735824752;
            tail *= top / bottom;
        }
        else
        {
            double fraction = y + (1 / (y + (2 / (y + (3 / (y + (4 / (y + 0.65))))))));
            tail /= fraction * 2.506628274631;
        }

        return x > 0 ? 1 - tail : tail;
    }
}
