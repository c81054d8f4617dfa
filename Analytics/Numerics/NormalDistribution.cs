namespace TradingAnalytics.Analytics.Numerics;

/// <summary>The standard normal distribution: density φ, distribution function Φ, its inverse and Mills' ratio.</summary>
public static class NormalDistribution
{
    public const double InverseSqrtTwoPi = 0.39894228040143267793994605993438;
    internal const double SqrtHalfPi = 1.2533141373155002512078826424055;
    private const double InverseSqrtTwo = 0.70710678118654752440084436210485;

    /// <summary>φ(x) = exp(−x²/2)/√(2π).</summary>
    public static double Density(double x)
    {
        double square = x * x;
        double density = InverseSqrtTwoPi * Math.Exp(-0.5 * square);
        // The rounding of x² costs x²/4 units in the last place; put back what it lost.
        return density == 0 ? 0 : Math.FusedMultiplyAdd(density, -0.5 * Math.FusedMultiplyAdd(x, x, -square), density);
    }

    /// <summary>Φ(x), to full relative accuracy in the lower tail.</summary>
    public static double Cumulative(double x) =>
        x < -1.0 ? Density(x) * Mills(x) : 0.5 * ErrorFunction.Erfc(-x * InverseSqrtTwo);

    /// <summary>Y(x) = Φ(x)/φ(x): Mills' ratio of −x. Positive, increasing, Y′ = 1 + xY; √(π/2) at 0, −1/x far below, +∞ above about 37.</summary>
    public static double Mills(double x) => SqrtHalfPi * ErrorFunction.Erfcx(-x * InverseSqrtTwo);

    /// <summary>
    /// Φ⁻¹(p) for 0 &lt; p &lt; 1; −∞ at 0, +∞ at 1, NaN outside. M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988):
    /// about one part in 10¹⁶.
    /// </summary>
    public static double InverseCumulative(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return Central(q);
        }

        double tail = q < 0 ? p : 1.0 - p;
        if (!(tail > 0))
        {
            return tail == 0 ? (q < 0 ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;
        }

        double r = Math.Sqrt(-Math.Log(tail));
        double value = r <= 5.0 ? Tail(r - 1.6) : FarTail(r - 5.0);
        return q < 0 ? -value : value;
    }

    private static double Central(double q)
    {
        double r = 0.180625 - (q * q);
        double numerator = 2.5090809287301226727e3;
        numerator = (numerator * r) + 3.3430575583588128105e4;
        numerator = (numerator * r) + 6.7265770927008700853e4;
        numerator = (numerator * r) + 4.5921953931549871457e4;
        numerator = (numerator * r) + 1.3731693765509461125e4;
        numerator = (numerator * r) + 1.9715909503065514427e3;
        numerator = (numerator * r) + 1.3314166789178437745e2;
        numerator = (numerator * r) + 3.3871328727963666080;
        double denominator = 5.2264952788528545610e3;
        denominator = (denominator * r) + 2.8729085735721942674e4;
        denominator = (denominator * r) + 3.9307895800092710610e4;
        denominator = (denominator * r) + 2.1213794301586595867e4;
        denominator = (denominator * r) + 5.3941960214247511077e3;
        denominator = (denominator * r) + 6.8718700749205790830e2;
        denominator = (denominator * r) + 4.2313330701600911252e1;
        denominator = (denominator * r) + 1.0;
        return q * numerator / denominator;
    }

    private static double Tail(double r)
    {
        double numerator = 7.74545014278341407640e-4;
        numerator = (numerator * r) + 2.27238449892691845833e-2;
        numerator = (numerator * r) + 2.41780725177450611770e-1;
        numerator = (numerator * r) + 1.27045825245236838258;
        numerator = (numerator * r) + 3.64784832476320460504;
        numerator = (numerator * r) + 5.76949722146069140550;
        numerator = (numerator * r) + 4.63033784615654529590;
        numerator = (numerator * r) + 1.42343711074968357734;
        double denominator = 1.05075007164441684324e-9;
        denominator = (denominator * r) + 5.47593808499534494600e-4;
        denominator = (denominator * r) + 1.51986665636164571966e-2;
        denominator = (denominator * r) + 1.48103976427480074590e-1;
        denominator = (denominator * r) + 6.89767334985100004550e-1;
        denominator = (denominator * r) + 1.67638483018380384940;
        denominator = (denominator * r) + 2.05319162663775882187;
        denominator = (denominator * r) + 1.0;
        return numerator / denominator;
    }

    private static double FarTail(double r)
    {
        double numerator = 2.01033439929228813265e-7;
        numerator = (numerator * r) + 2.71155556874348757815e-5;
        numerator = (numerator * r) + 1.24266094738807843860e-3;
        numerator = (numerator * r) + 2.65321895265761230930e-2;
        numerator = (numerator * r) + 2.96560571828504891230e-1;
        numerator = (numerator * r) + 1.78482653991729133580;
        numerator = (numerator * r) + 5.46378491116411436990;
        numerator = (numerator * r) + 6.65790464350110377720;
        double denominator = 2.04426310338993978564e-15;
        denominator = (denominator * r) + 1.42151175831644588870e-7;
        denominator = (denominator * r) + 1.84631831751005468180e-5;
        denominator = (denominator * r) + 7.86869131145613259100e-4;
        denominator = (denominator * r) + 1.48753612908506148525e-2;
        denominator = (denominator * r) + 1.36929880922735805310e-1;
        denominator = (denominator * r) + 5.99832206555887937690e-1;
        denominator = (denominator * r) + 1.0;
        return numerator / denominator;
    }
}
