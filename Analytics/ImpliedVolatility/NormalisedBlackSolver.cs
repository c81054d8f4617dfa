using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Solves b(x, s) = β for the total deviation s = σ√T, where b is the normalised Black value of an out-of-the-money option,
/// b = e^(x/2)·Φ(x/s + s/2) − e^(−x/2)·Φ(x/s − s/2), x = −|ln(F/K)|, β = value/√(FK).
/// P. Jäckel, "Let's Be Rational" (Wilmott, January 2015): the range of β is cut at the inflection point and where its tangent meets the bounds,
/// a rational cubic in each of the four parts gives the first guess, Householder steps of third order on an objective fit for the part do the rest.
/// With h = x/s and t = s/2 everything is expressed by Y = Φ/φ: b = b′·(Y(h + t) − Y(h − t)), b_max − b = b′·(Y(−h − t) + Y(h − t)).
/// </summary>
internal static class NormalisedBlackSolver
{
    private const double SqrtThree = 1.7320508075688772935;
    private const double LnSqrtTwoPi = 0.91893853320467274178;
    private const int MaximumIterations = 12;

    /// <summary>A step this small relative to s leaves, by the order of the iteration, an error below the last place.</summary>
    private const double LastStep = 1e-5;

    /// <param name="x">−|ln(F/K)| ≤ 0.</param>
    /// <param name="value">β, 0 &lt; β &lt; e^(x/2).</param>
    /// <param name="logValue">ln β, to be right also where β underflows.</param>
    /// <param name="complement">e^(x/2) − β &gt; 0, to be right where β comes near its bound.</param>
    public static double Solve(double x, double value, double logValue, double complement)
    {
        double size = -x;
        double centre = Math.Sqrt(2 * size);
        double vegaCentre = NormalDistribution.InverseSqrtTwoPi * Math.Exp(-0.5 * size);
        double overVegaCentre = MillsDifference.Evaluate(-0.5 * centre, 0.5 * centre);
        double valueCentre = vegaCentre * overVegaCentre;
        if (value < valueCentre)
        {
            // s at which the tangent in the inflection point reaches zero; the difference cancels for tiny x, where its expansion is used.
            double low = centre > 1e-5 ? centre - overVegaCentre : NormalDistribution.SqrtHalfPi * size;
            double overVegaLow = MillsDifference.Evaluate(x / low, 0.5 * low);
            double vegaLow = Vega(x / low, 0.5 * low);
            double valueLow = vegaLow * overVegaLow;
            if (value < valueLow)
            {
                return SolveLow(x, logValue, GuessLow(size, value, logValue, low, valueLow));
            }

            double inverseLow = 1 / vegaLow;
            double inverseCentre = 1 / vegaCentre;
            double control = RationalCubic.ControlForRight(valueLow, valueCentre, low, centre, inverseLow, inverseCentre, 0, false);
            double guess = RationalCubic.Interpolate(value, valueLow, valueCentre, low, centre, inverseLow, inverseCentre, control);
            return SolveMiddle(x, value, guess, low, centre);
        }

        double bound = Math.Exp(0.5 * x);
        double high = vegaCentre > 0 ? centre + ((bound - valueCentre) / vegaCentre) : centre;
        double vegaHigh = Vega(x / high, 0.5 * high);
        double complementHigh = vegaHigh * Complement(x / high, 0.5 * high);
        double valueHigh = bound - complementHigh;
        if (value <= valueHigh)
        {
            double inverseCentre = 1 / vegaCentre;
            double inverseHigh = 1 / vegaHigh;
            double control = RationalCubic.ControlForLeft(valueCentre, valueHigh, centre, high, inverseCentre, inverseHigh, 0, false);
            double guess = RationalCubic.Interpolate(value, valueCentre, valueHigh, centre, high, inverseCentre, inverseHigh, control);
            return complement < value ? SolveHigh(x, complement, guess) : SolveMiddle(x, value, guess, centre, high);
        }

        return SolveHigh(x, complement, GuessHigh(x, value, complement, high, valueHigh, bound));
    }

    private static double Vega(double h, double t) => NormalDistribution.InverseSqrtTwoPi * Math.Exp(-0.5 * ((h * h) + (t * t)));

    /// <summary>(b_max − b)/b′.</summary>
    private static double Complement(double h, double t) => NormalDistribution.Mills(-h - t) + NormalDistribution.Mills(h - t);

    private static double GuessLow(double size, double value, double logValue, double low, double valueLow)
    {
        if (value < 1e-290)
        {
            // The map below would underflow; b ≈ |x|/(√(2π)|h|³)·exp(−h²/2) far from the money.
            double distance = Math.Sqrt(-2 * logValue);
            for (int i = 0; i < 3; i++)
            {
                distance = Math.Sqrt(-2 * (logValue + LnSqrtTwoPi - Math.Log(size / (distance * distance * distance))));
            }

            return size / distance;
        }

        double z = size / (SqrtThree * low);
        double y = NormalDistribution.Mills(-z);
        double tail = NormalDistribution.Density(z) * y;
        double map = 2 * Math.PI / (3 * SqrtThree) * size * tail * tail * tail;
        double slope = z * z * y * y * Math.Exp(low * low / 8);
        double curvature = Math.PI / 6 * z * z / (low * low * low) * tail
            * ((8 * SqrtThree * low * size) + (((3 * low * low * ((low * low) - 8)) - (8 * size * size)) * y))
            * Math.Exp((2 * z * z) + (low * low / 4));
        double control = RationalCubic.ControlForRight(0, valueLow, 0, map, 1, slope, curvature, true);
        double f = RationalCubic.Interpolate(value, 0, valueLow, 0, map, 1, slope, control);
        if (!(f > 0))
        {
            double part = value / valueLow;
            f = ((map * part) + (valueLow * (1 - part))) * part;
        }

        return Math.Abs(size / (SqrtThree * NormalDistribution.InverseCumulative(Math.Cbrt(f * 3 * SqrtThree / (2 * Math.PI * size)))));
    }

    private static double GuessHigh(double x, double value, double complement, double high, double valueHigh, double bound)
    {
        double map = NormalDistribution.Cumulative(-0.5 * high);
        double h = x / high;
        double slope = -0.5 * Math.Exp(0.5 * h * h);
        double curvature = NormalDistribution.SqrtHalfPi * Math.Exp((h * h) + (high * high / 8)) * h * h / high;
        double f = 0;
        if (curvature < 1e300)
        {
            double control = RationalCubic.ControlForLeft(valueHigh, bound, map, 0, slope, -0.5, curvature, true);
            f = RationalCubic.Interpolate(value, valueHigh, bound, map, 0, slope, -0.5, control);
        }

        // Near the bound the interpolation runs out of digits; there the map is half the complement.
        if (!(f > 0) || complement < 1e-8 * bound)
        {
            f = 0.5 * complement;
        }

        return -2 * NormalDistribution.InverseCumulative(f);
    }

    /// <summary>Householder steps on 1/ln b − 1/ln β.</summary>
    private static double SolveLow(double x, double logValue, double guess)
    {
        double s = guess;
        double below = 0;
        double above = double.PositiveInfinity;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double h = x / s;
            double t = 0.5 * s;
            double overVega = MillsDifference.Evaluate(h, t);
            double logB = Math.Log(overVega) - LnSqrtTwoPi - (0.5 * ((h * h) + (t * t)));
            double slope = 1 / overVega;
            double second = (h * h / s) - (0.25 * s);
            double third = (second * second) - (3 * (h / s) * (h / s)) - 0.25;
            double inverse = 1 / logB;
            double newton = (logValue - logB) * logB / logValue * overVega;
            double halley = second - (slope * (1 + (2 * inverse)));
            double householder = third + (2 * slope * slope * (1 + (3 * inverse * (1 + inverse)))) - (3 * second * slope * (1 + (2 * inverse)));
            if (Step(ref s, ref below, ref above, newton, halley, householder))
            {
                break;
            }
        }

        return s;
    }

    /// <summary>Householder steps on b − β.</summary>
    private static double SolveMiddle(double x, double value, double guess, double below, double above)
    {
        double s = guess;
        below *= 0.99;
        above *= 1.01;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double h = x / s;
            double t = 0.5 * s;
            double vega = Vega(h, t);
            double second = (h * h / s) - (0.25 * s);
            double third = (second * second) - (3 * (h / s) * (h / s)) - 0.25;
            double newton = (value / vega) - MillsDifference.Evaluate(h, t);
            if (Step(ref s, ref below, ref above, newton, second, third))
            {
                break;
            }
        }

        return s;
    }

    /// <summary>Householder steps on ln(b_max − β) − ln(b_max − b).</summary>
    private static double SolveHigh(double x, double complement, double guess)
    {
        double s = guess;
        double below = 0;
        double above = double.PositiveInfinity;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double h = x / s;
            double t = 0.5 * s;
            double overVega = Complement(h, t);
            double slope = 1 / overVega;
            double second = (h * h / s) - (0.25 * s);
            double third = (second * second) - (3 * (h / s) * (h / s)) - 0.25;
            double newton = Math.Log(Vega(h, t) * overVega / complement) * overVega;
            double halley = second + slope;
            double householder = third + (slope * ((2 * slope) + (3 * second)));
            if (Step(ref s, ref below, ref above, newton, halley, householder))
            {
                break;
            }
        }

        return s;
    }

    /// <summary>One Householder step, kept inside the bracket that the signs of the Newton steps have shown; true when it was the last.</summary>
    private static bool Step(ref double s, ref double below, ref double above, double newton, double halley, double householder)
    {
        if (newton > 0)
        {
            below = s;
        }
        else
        {
            above = s;
        }

        double factor = (1 + (0.5 * halley * newton)) / (1 + (newton * (halley + (householder * newton / 6))));
        double step = newton * (factor > 0.25 && factor < 4 ? factor : 1);
        double next = s + step;
        if (!(next > below && next < above) && Math.Abs(step) > LastStep * s)
        {
            next = double.IsInfinity(above) ? 2 * s : 0.5 * (below + above);
            s = next;
            return false;
        }

        s = next;
        return Math.Abs(step) <= LastStep * s;
    }
}
