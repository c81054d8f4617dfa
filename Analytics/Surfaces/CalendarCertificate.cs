namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>What was found about calendar arbitrage between an expiry and a later one.</summary>
/// <param name="MinimumGap">The least of w(later) − w(earlier), over log-moneyness.</param>
/// <param name="At">Where; infinite when it is the wings that cross.</param>
public readonly record struct CalendarCertificate(double MinimumGap, double At)
{
    private const int GridPoints = 80;

    /// <summary>Whether total variance does not fall with expiry anywhere.</summary>
    public bool IsFree => MinimumGap >= 0;

    public static CalendarCertificate Of(SviParameters earlier, SviParameters later)
    {
        // Far out only the slopes count; where they agree the gap has a limit.
        double best = double.PositiveInfinity;
        double at = 0;
        Wing(-1, earlier, later, ref best, ref at);
        Wing(1, earlier, later, ref best, ref at);
        Search(earlier, later, earlier.M, earlier.Sigma, ref best, ref at);
        Search(earlier, later, later.M, later.Sigma, ref best, ref at);
        return new(best, at);
    }

    private static void Wing(int side, SviParameters earlier, SviParameters later, ref double best, ref double at)
    {
        double slope = earlier.B * (1 + (side * earlier.Rho));
        double difference = (later.B * (1 + (side * later.Rho))) - slope;
        bool equal = Math.Abs(difference) <= 1e-14 * slope;
        double limit = equal ? later.A - earlier.A - (side * slope * (later.M - earlier.M)) : difference * double.PositiveInfinity;
        if (limit < best)
        {
            best = limit;
            at = side * double.PositiveInfinity;
        }
    }

    private static void Search(SviParameters earlier, SviParameters later, double centre, double scale, ref double best, ref double at)
    {
        for (int i = -GridPoints; i <= GridPoints; i++)
        {
            double low = centre + (scale * Math.Sinh(6.0 * (i - 1) / GridPoints));
            double high = centre + (scale * Math.Sinh(6.0 * (i + 1) / GridPoints));
            double k = centre + (scale * Math.Sinh(6.0 * i / GridPoints));
            double gap = Gap(earlier, later, k);
            if (!(gap < best + (0.1 * Math.Abs(best))))
            {
                continue;
            }

            for (int step = 0; step < 40; step++)
            {
                double first = low + ((high - low) / 3);
                double second = high - ((high - low) / 3);
                if (Gap(earlier, later, first) < Gap(earlier, later, second))
                {
                    high = second;
                }
                else
                {
                    low = first;
                }
            }

            double refined = Gap(earlier, later, 0.5 * (low + high));
            if (Math.Min(gap, refined) < best)
            {
                best = Math.Min(gap, refined);
                at = refined < gap ? 0.5 * (low + high) : k;
            }
        }
    }

    private static double Gap(SviParameters earlier, SviParameters later, double k) => later.TotalVariance(k) - earlier.TotalVariance(k);
}
