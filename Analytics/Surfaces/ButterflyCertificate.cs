namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>What was found about butterfly arbitrage in a slice.</summary>
/// <param name="MinimumG">The least value of Durrleman's g, its limits in the wings included.</param>
/// <param name="At">The log-moneyness where it is taken; infinite for a wing.</param>
/// <param name="WingSlope">b·(1 + |ρ|); beyond 2 the slice breaks Lee's moment bound.</param>
public readonly record struct ButterflyCertificate(double MinimumG, double At, double WingSlope)
{
    private const int GridPoints = 60;
    private const double Reach = 6;

    /// <summary>Whether the slice is free of butterfly arbitrage.</summary>
    public bool IsFree => MinimumG >= 0 && WingSlope <= 2;

    /// <summary>
    /// Searches the whole line: grids that widen exponentially from the vertex and from the money, in their own scales, every valley of them refined by
    /// golden section.
    /// </summary>
    public static ButterflyCertificate Of(SviParameters slice)
    {
        double wings = slice.B * (1 + Math.Abs(slice.Rho));
        if (!slice.IsSound)
        {
            return new(double.NegativeInfinity, slice.M, wings);
        }

        double left = slice.B * (1 - slice.Rho);
        double right = slice.B * (1 + slice.Rho);
        double best = 0.25 - (left * left / 16);
        double at = double.NegativeInfinity;
        if (0.25 - (right * right / 16) < best)
        {
            best = 0.25 - (right * right / 16);
            at = double.PositiveInfinity;
        }

        Search(slice, slice.M, slice.Sigma, ref best, ref at);
        Search(slice, 0, Math.Sqrt(slice.TotalVariance(0)), ref best, ref at);
        return new(best, at, wings);
    }

    private static void Search(SviParameters slice, double centre, double scale, ref double best, ref double at)
    {
        double before = double.PositiveInfinity;
        double here = slice.Durrleman(Point(centre, scale, -GridPoints));
        for (int i = -GridPoints; i <= GridPoints; i++)
        {
            double after = i < GridPoints ? slice.Durrleman(Point(centre, scale, i + 1)) : double.PositiveInfinity;

            // Each valley, not only the one whose grid point happens to lie lowest: g has one on either side of the money.
            if (here <= before && here <= after)
            {
                Refine(slice, Point(centre, scale, i - 1), Point(centre, scale, i), Point(centre, scale, i + 1), ref best, ref at);
            }

            (before, here) = (here, after);
        }
    }

    private static void Refine(SviParameters slice, double low, double middle, double high, ref double best, ref double at)
    {
        const double Golden = 0.6180339887498949;
        Keep(slice, middle, ref best, ref at);
        for (int i = 0; i < 60; i++)
        {
            double inner = high - (Golden * (high - low));
            double outer = low + (Golden * (high - low));
            if (slice.Durrleman(inner) < slice.Durrleman(outer))
            {
                high = outer;
            }
            else
            {
                low = inner;
            }
        }

        Keep(slice, 0.5 * (low + high), ref best, ref at);
    }

    private static void Keep(SviParameters slice, double point, ref double best, ref double at)
    {
        double g = slice.Durrleman(point);
        if (g < best)
        {
            (best, at) = (g, point);
        }
    }

    private static double Point(double centre, double scale, int i) => centre + (scale * Math.Sinh(Reach * i / GridPoints));
}
