namespace TradingAnalytics.Analytics.Numerics;

/// <summary>
/// Shape-preserving rational cubic interpolation. R. Delbourgo and J. A. Gregory, "Shape preserving piecewise rational interpolation",
/// SIAM J. Sci. Stat. Comput. 6 (1985).
/// </summary>
internal static class RationalCubic
{
    private const double MinimumControl = -(1 - 1.4901161193847656e-8);
    private const double MaximumControl = 2 / (2.2204460492503131e-16 * 2.2204460492503131e-16);

    public static double Interpolate(double x, double left, double right, double yLeft, double yRight, double slopeLeft, double slopeRight, double control)
    {
        double width = right - left;
        if (!(Math.Abs(width) > 0))
        {
            return 0.5 * (yLeft + yRight);
        }

        double t = (x - left) / width;
        double u = 1 - t;
        if (!(control < MaximumControl))
        {
            return (yRight * t) + (yLeft * u);
        }

        double numerator = (yRight * t * t * t) + (((control * yRight) - (width * slopeRight)) * t * t * u)
            + (((control * yLeft) + (width * slopeLeft)) * t * u * u) + (yLeft * u * u * u);
        return numerator / (1 + ((control - 3) * t * u));
    }

    /// <summary>The control parameter that gives this second derivative at the left end, as far as monotony and convexity allow.</summary>
    public static double ControlForLeft(
        double left, double right, double yLeft, double yRight, double slopeLeft, double slopeRight, double curvature, bool preferShape)
    {
        double width = right - left;
        double secant = (yRight - yLeft) / width;
        double wanted = Quotient((0.5 * width * curvature) + (slopeRight - slopeLeft), secant - slopeLeft);
        return Math.Max(wanted, Minimum(slopeLeft, slopeRight, secant, preferShape));
    }

    /// <summary>The control parameter that gives this second derivative at the right end, as far as monotony and convexity allow.</summary>
    public static double ControlForRight(
        double left, double right, double yLeft, double yRight, double slopeLeft, double slopeRight, double curvature, bool preferShape)
    {
        double width = right - left;
        double secant = (yRight - yLeft) / width;
        double wanted = Quotient((0.5 * width * curvature) + (slopeRight - slopeLeft), slopeRight - secant);
        return Math.Max(wanted, Minimum(slopeLeft, slopeRight, secant, preferShape));
    }

    private static double Quotient(double numerator, double denominator) =>
        numerator == 0 ? 0 : denominator == 0 ? (numerator > 0 ? MaximumControl : MinimumControl) : numerator / denominator;

    private static double Minimum(double slopeLeft, double slopeRight, double secant, bool preferShape)
    {
        bool monotone = slopeLeft * secant >= 0 && slopeRight * secant >= 0;
        bool convex = slopeLeft <= secant && secant <= slopeRight;
        bool concave = slopeLeft >= secant && secant >= slopeRight;
        if (!monotone && !convex && !concave)
        {
            return MinimumControl;
        }

        double forMonotony = MinimumControl;
        if (monotone)
        {
            forMonotony = secant != 0 ? (slopeRight + slopeLeft) / secant : preferShape ? MaximumControl : MinimumControl;
        }

        double forConvexity = MinimumControl;
        if (convex || concave)
        {
            forConvexity = secant != slopeLeft && slopeRight != secant
                ? Math.Max(Math.Abs((slopeRight - slopeLeft) / (slopeRight - secant)), Math.Abs((slopeRight - slopeLeft) / (secant - slopeLeft)))
                : preferShape ? MaximumControl : MinimumControl;
        }
        else if (preferShape)
        {
            forConvexity = MaximumControl;
        }

        return Math.Max(MinimumControl, Math.Max(forMonotony, forConvexity));
    }
}
