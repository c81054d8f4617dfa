namespace TradingAnalytics.Analytics.Numerics;

/// <summary>
/// Complementary error function, plain and scaled.
/// W. J. Cody, "Rational Chebyshev Approximations for the Error Function", Math. Comp. 23 (1969), with the double-precision coefficients of
/// CALERF (Cody 1990): relative error of the approximation below 1e-17, of the result about two units in the last place.
/// </summary>
public static class ErrorFunction
{
    private const double InverseSqrtPi = 0.56418958354775628694807945156077;

    /// <summary>erfc(x) = 2/√π ∫ₓ^∞ exp(−u²) du. Any x; 2 at −∞, 0 at +∞, NaN passes through.</summary>
    public static double Erfc(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
        {
            return 1.0 - SmallErf(x);
        }

        double scaled = y <= 4.0 ? MiddleErfcx(y) : LargeErfcx(y);
        double tail = y > 27.3 ? 0.0 : ExpOfMinusSquare(y) * scaled;
        return x < 0 ? 2.0 - tail : tail;
    }

    /// <summary>erfcx(x) = exp(x²)·erfc(x). Decreases from +∞ (overflow below about −26.6) over 1 at 0 to 1/(x√π).</summary>
    public static double Erfcx(double x)
    {
        if (x < 0)
        {
            // Split so that the rounding of x² is not multiplied by the exponential.
            double square = x * x;
            double exponential = Math.Exp(square);
            exponential = double.IsInfinity(exponential) ? exponential : Math.FusedMultiplyAdd(exponential, Math.FusedMultiplyAdd(x, x, -square), exponential);
            return (2.0 * exponential) - PositiveErfcx(-x);
        }

        return PositiveErfcx(x);
    }

    /// <summary>erf(x) for |x| ≤ 0.46875, to full relative accuracy at 0.</summary>
    internal static double SmallErf(double x)
    {
        double y = x * x;
        double numerator = ((((((1.85777706184603153e-1 * y) + 3.16112374387056560e00) * y) + 1.13864154151050156e02) * y + 3.77485237685302021e02) * y)
            + 3.20937758913846947e03;
        double denominator = (((((y + 2.36012909523441209e01) * y) + 2.44024637934444173e02) * y + 1.28261652607737228e03) * y) + 2.84423683343917062e03;
        return x * numerator / denominator;
    }

    internal static double PositiveErfcx(double y)
    {
        if (y <= 0.46875)
        {
            return Math.Exp(y * y) * (1.0 - SmallErf(y));
        }

        return y <= 4.0 ? MiddleErfcx(y) : LargeErfcx(y);
    }

    private static double MiddleErfcx(double y)
    {
        double numerator = (2.15311535474403846e-8 * y) + 5.64188496988670089e-1;
        numerator = (numerator * y) + 8.88314979438837594e00;
        numerator = (numerator * y) + 6.61191906371416295e01;
        numerator = (numerator * y) + 2.98635138197400131e02;
        numerator = (numerator * y) + 8.81952221241769090e02;
        numerator = (numerator * y) + 1.71204761263407058e03;
        numerator = (numerator * y) + 2.05107837782607147e03;
        numerator = (numerator * y) + 1.23033935479799725e03;
        double denominator = y + 1.57449261107098347e01;
        denominator = (denominator * y) + 1.17693950891312499e02;
        denominator = (denominator * y) + 5.37181101862009858e02;
        denominator = (denominator * y) + 1.62138957456669019e03;
        denominator = (denominator * y) + 3.29079923573345963e03;
        denominator = (denominator * y) + 4.36261909014324716e03;
        denominator = (denominator * y) + 3.43936767414372164e03;
        denominator = (denominator * y) + 1.23033935480374942e03;
        return numerator / denominator;
    }

    private static double LargeErfcx(double y)
    {
        double z = 1.0 / (y * y);
        double numerator = (1.63153871373020978e-2 * z) + 3.05326634961232344e-1;
        numerator = (numerator * z) + 3.60344899949804439e-1;
        numerator = (numerator * z) + 1.25781726111229246e-1;
        numerator = (numerator * z) + 1.60837851487422766e-2;
        numerator = (numerator * z) + 6.58749161529837803e-4;
        double denominator = z + 2.56852019228982242e00;
        denominator = (denominator * z) + 1.87295284992346047e00;
        denominator = (denominator * z) + 5.27905102951428412e-1;
        denominator = (denominator * z) + 6.05183413124413191e-2;
        denominator = (denominator * z) + 2.33520497626869185e-3;
        return (InverseSqrtPi - (z * numerator / denominator)) / y;
    }

    private static double ExpOfMinusSquare(double y)
    {
        double square = y * y;
        double exponential = Math.Exp(-square);
        return Math.FusedMultiplyAdd(exponential, Math.FusedMultiplyAdd(-y, y, square), exponential);
    }
}
