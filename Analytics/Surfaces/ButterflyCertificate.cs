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
    /// Searches the whole line: grids that widen exponentially from the vertex and from the money, in their own scales, the best point refined by
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
        int found = int.MinValue;
        for (int i = -GridPoints; i <= GridPoints; i++)
        {
            double g = slice.Durrleman(Point(centre, scale, i));
            if (g < best)
            {
                best = g;
                found = i;
            }
        }

        if (found == int.MinValue)
        {
            return;
        }

        const double Golden = 0.6180339887498949;
        double low = Point(centre, scale, found - 1);
        double high = Point(centre, scale, found + 1);
        at = Point(centre, scale, found);
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

        double refined = slice.Durrleman(0.5 * (low + high));
        if (refined < best)
        {
            best = refined;
            at = 0.5 * (low + high);
        }
    }

    private static double Point(double centre, double scale, int i) => centre + (scale * Math.Sinh(Reach * i / GridPoints));
}
