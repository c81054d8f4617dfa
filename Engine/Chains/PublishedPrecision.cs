namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The precision of computed values in live tables, as decimal places. What a feed gave is published as it came; what is computed is rounded here, once, so that noise far below a tick
/// does not make a cell count as changed. Views carry full precision.
/// </summary>
public static class PublishedPrecision
{
    /// <summary>Forward, straddle, rho, theta and vega: a ten-thousandth of a currency unit.</summary>
    public const int Money = 4;

    /// <summary>Volatility (1e-6 is a ten-thousandth of a vol point) and delta.</summary>
    public const int Ratio = 6;

    /// <summary>Gamma: per point, it falls with the square of the price level (about 1e-3 for an index at 25,000, 1e-5 for a coin at 100,000).</summary>
    public const int Gamma = 9;

    /// <summary>Discount factor and time to expiry: both near-constant, and inputs to whoever reprices.</summary>
    public const int Term = 10;

    /// <summary>Significant digits of Greeks of higher order, whose sizes differ by tens of powers of ten: as many as their published inputs are good for, and one.</summary>
    public const int GreekDigits = 7;

    /// <summary>Beyond this a power of ten is no double.</summary>
    private const int ExactPowers = 22;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Rounds half to even, without a negative zero; NaN stays "none".</summary>
    public static double Round(double value, int places) => Math.Round(value, places) + 0.0;

    /// <summary>Rounds to so many significant digits; what lies below 1e-22 in the last of them is left as it is. NaN stays "none".</summary>
    public static double RoundToDigits(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value + 0.0;
        }

        int places = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int power = Math.Abs(places);
        double scale = power <= ExactPowers ? Powers[power] : Math.Pow(10, power);
        return places > ExactPowers ? value : places >= 0 ? Math.Round(value * scale) / scale : Math.Round(value / scale) * scale;
    }
}
