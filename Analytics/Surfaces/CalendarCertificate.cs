namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>What was found about calendar arbitrage between an expiry and a later one.</summary>
/// <param name="MinimumGap">The least of w(later) − w(earlier), over log-moneyness.</param>
/// <param name="At">Where; infinite when it is the wings that cross.</param>
public readonly record struct CalendarCertificate(double MinimumGap, double At)
{
    private const int HalfGrid = 40;
    private const int Grid = (2 * HalfGrid) + 4;
    private const double Reach = 6;
    private const double Golden = 0.6180339887498949;
    private const int Refinements = 40;

    private static readonly double[] Places = [.. Enumerable.Range(0, Grid).Select(i => Math.Sinh(Reach * (Math.Min(i, 2 * HalfGrid) - HalfGrid) / HalfGrid))];

    /// <summary>Whether total variance does not fall with expiry anywhere.</summary>
    public bool IsFree => MinimumGap >= 0;

    /// <summary>Searches the whole line: the wings by their slopes, the rest from both vertices and the money, each in its own scale, every valley refined.</summary>
    public static CalendarCertificate Of(SviParameters earlier, SviParameters later)
    {
        // Far out only the slopes count; where they agree the gap has a limit.
        double best = double.PositiveInfinity;
        double at = 0;
        Wing(-1, earlier, later, ref best, ref at);
        Wing(1, earlier, later, ref best, ref at);
        Search(earlier, later, earlier.M, earlier.Sigma, ref best, ref at);
        Search(earlier, later, later.M, later.Sigma, ref best, ref at);
        Search(earlier, later, 0, Math.Sqrt(earlier.TotalVariance(0)), ref best, ref at);
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
        Span<double> k = stackalloc double[Grid];
        Span<double> gap = stackalloc double[Grid];
        Span<double> first = stackalloc double[Grid];
        for (int i = 0; i < Grid; i++)
        {
            k[i] = centre + (scale * Places[i]);
        }

        SviVector.TotalVariance(earlier, k, first);
        SviVector.TotalVariance(later, k, gap);
        for (int i = 0; i < Grid; i++)
        {
            gap[i] -= first[i];
        }

        for (int i = 0; i <= 2 * HalfGrid; i++)
        {
            if ((i == 0 || gap[i] <= gap[i - 1]) && gap[i] <= gap[i + 1])
            {
                Refine(earlier, later, k[Math.Max(0, i - 1)], k[i], k[i + 1], ref best, ref at);
            }
        }
    }

    private static void Refine(SviParameters earlier, SviParameters later, double low, double middle, double high, ref double best, ref double at)
    {
        Keep(earlier, later, middle, ref best, ref at);
        double inner = high - (Golden * (high - low));
        double outer = low + (Golden * (high - low));
        double atInner = Gap(earlier, later, inner);
        double atOuter = Gap(earlier, later, outer);
        for (int i = 0; i < Refinements; i++)
        {
            if (atInner < atOuter)
            {
                (high, outer, atOuter) = (outer, inner, atInner);
                inner = high - (Golden * (high - low));
                atInner = Gap(earlier, later, inner);
            }
            else
            {
                (low, inner, atInner) = (inner, outer, atOuter);
                outer = low + (Golden * (high - low));
                atOuter = Gap(earlier, later, outer);
            }
        }

        Keep(earlier, later, 0.5 * (low + high), ref best, ref at);
    }

    private static void Keep(SviParameters earlier, SviParameters later, double k, ref double best, ref double at)
    {
        double gap = Gap(earlier, later, k);
        if (gap < best)
        {
            (best, at) = (gap, k);
        }
    }

    private static double Gap(SviParameters earlier, SviParameters later, double k) => later.TotalVariance(k) - earlier.TotalVariance(k);
}
