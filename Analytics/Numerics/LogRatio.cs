namespace TradingAnalytics.Analytics.Numerics;

/// <summary>
/// ln(a/b) to more than double precision, also where a and b nearly agree and the logarithm of their rounded quotient has few right digits left.
/// ln(a/b) = k·ln 2 + 2·artanh((a′ − b)/(a′ + b)) with a′ = a·2⁻ᵏ and a′/b in [√½, √2]; only the leading term of the series needs both parts.
/// </summary>
internal static class LogRatio
{
    private const double LnTwoHigh = 0.69314718055994528623;
    private const double LnTwoLow = 2.3190468138462995584e-17;

    /// <summary>ln(a/b) for positive finite a and b; relative error about 2⁻⁵⁸.</summary>
    public static Precise Evaluate(double a, double b)
    {
        if (!(a > 0 && b > 0 && a < double.PositiveInfinity && b < double.PositiveInfinity))
        {
            return new(Math.Log(a) - Math.Log(b), 0);
        }

        if (a > 1e300 || b > 1e300)
        {
            a *= 0.0009765625;
            b *= 0.0009765625;
        }

        int k = 0;
        if (!(a <= 1.4142135623730951 * b && b <= 1.4142135623730951 * a))
        {
            int exponentOfA = Math.ILogB(a);
            int exponentOfB = Math.ILogB(b);
            a = Math.ScaleB(a, -exponentOfA);
            b = Math.ScaleB(b, -exponentOfB);
            k = exponentOfA - exponentOfB;
            if (a > 1.4142135623730951 * b)
            {
                a *= 0.5;
                k++;
            }
            else if (b > 1.4142135623730951 * a)
            {
                a *= 2;
                k--;
            }
        }

        var z = Precise.Difference(a, b) / Precise.Sum(a, b);
        double square = z.High * z.High;
        double series = 2.0 / 25;
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 23);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 21);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 19);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 17);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 15);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 13);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 11);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 9);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 7);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 5);
        series = Math.FusedMultiplyAdd(series, square, 2.0 / 3);
        var logarithm = new Precise(2 * z.High, 2 * z.Low) + (z.High * (square * series));
        return k == 0 ? logarithm : Precise.Product(k, LnTwoHigh) + (k * LnTwoLow) + logarithm;
    }
}
