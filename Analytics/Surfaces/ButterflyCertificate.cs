using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>What was found about butterfly arbitrage in a slice.</summary>
/// <param name="MinimumG">The least value of Durrleman's g, its limits in the wings included.</param>
/// <param name="At">The log-moneyness where it is taken; infinite for a wing.</param>
/// <param name="WingSlope">b·(1 + |ρ|); beyond 2 the slice breaks Lee's moment bound.</param>
public readonly record struct ButterflyCertificate(double MinimumG, double At, double WingSlope)
{
    private const int HalfGrid = 60;
    private const int Grid = (2 * HalfGrid) + 4;
    private const double Reach = 6;

    /// <summary>−sinh(6) to sinh(6); the last point is repeated to fill a vector.</summary>
    private static readonly double[] Places = [.. Enumerable.Range(0, Grid).Select(i => Math.Sinh(Reach * (Math.Min(i, 2 * HalfGrid) - HalfGrid) / HalfGrid))];

    /// <summary>Whether the slice is free of butterfly arbitrage.</summary>
    public bool IsFree => MinimumG >= 0 && WingSlope <= 2;

    /// <summary>
    /// Searches the whole line: grids that widen exponentially from the vertex and from the money, in their own scales, every valley of them refined by
    /// golden section. Beyond them (over 200 of the wider scale from the money) g is within rounding of its limits, which are known.
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

        Span<double> columns = stackalloc double[ButterflyValleys.Columns * ButterflyValleys.Most];
        var valleys = new ButterflyValleys(columns);
        Search(slice, slice.M, slice.Sigma, ref valleys);
        Search(slice, 0, Math.Sqrt(slice.TotalVariance(0)), ref valleys);
        valleys.Refine(LaneWidths.Best, slice);
        for (int i = 0; i < valleys.Count; i++)
        {
            Keep(valleys.Middle[i], valleys.AtMiddle[i], ref best, ref at);
            Keep(valleys.Found[i], valleys.AtFound[i], ref best, ref at);
        }

        return new(best, at, wings);
    }

    private static void Search(SviParameters slice, double centre, double scale, ref ButterflyValleys valleys)
    {
        Span<double> k = stackalloc double[Grid];
        Span<double> g = stackalloc double[Grid];
        for (int i = 0; i < Grid; i++)
        {
            k[i] = centre + (scale * Places[i]);
        }

        SviVector.Durrleman(slice, k, g);
        for (int i = 0; i <= 2 * HalfGrid; i++)
        {
            // Each valley, not only the one whose grid point happens to lie lowest: g has one on either side of the money.
            if ((i == 0 || g[i] <= g[i - 1]) && g[i] <= g[i + 1])
            {
                valleys.Add(k[Math.Max(0, i - 1)], k[i], k[i + 1]);
            }
        }
    }

    private static void Keep(double point, double g, ref double best, ref double at)
    {
        if (g < best)
        {
            (best, at) = (g, point);
        }
    }
}
