namespace TradingAnalytics.Analytics.Positions;

/// <summary>
/// Profit at the nearest expiry over the level X of the underlying there: Σ quantity · (pay-off − entry price), without interest on the premium. X is the
/// settlement of that expiry; legs of later expiries are valued with their forward at X·(F/F of the nearest) and the time they have left.
/// </summary>
public static class PositionPayoff
{
    private const int Grid = 600;
    private const double WidestDeviations = 10;

    /// <summary>Break-evens never exceed this for a position of so many legs.</summary>
    public static int MaxBreakEvens(int legs) => (2 * legs) + 8;

    /// <summary>The profit at one level, X ≥ 0.</summary>
    public static double ProfitAt(ReadOnlySpan<PositionLeg> legs, double level) => LineOf(legs).At(level);

    /// <summary>
    /// Break-evens, ascending, and the extremes. With one expiry the kinks and slopes of the pay-off give them exactly; where it is 0 over an interval, the
    /// interval's ends are break-evens. With several, sign changes are looked for between 600 levels out to ten deviations and halved to the last digit.
    /// </summary>
    /// <param name="legs">The position.</param>
    /// <param name="breakEvens">Room for <see cref="MaxBreakEvens"/>; further ones are left out.</param>
    public static PositionOutcome Analyse(ReadOnlySpan<PositionLeg> legs, Span<double> breakEvens)
    {
        double horizon = PositionValuation.HorizonYears(legs);
        bool exact = true;
        foreach (ref readonly PositionLeg leg in legs)
        {
            exact &= leg.Kind == PositionLegKind.Underlying || leg.TimeToExpiryYears == horizon;
        }

        var profit = LineOf(legs);
        return exact ? Exact(profit, legs, breakEvens) : Numeric(profit, legs, breakEvens);
    }

    /// <summary>P(profit &gt; 0) at the nearest expiry.</summary>
    /// <param name="legs">The position.</param>
    /// <param name="breakEvens">Those that <see cref="Analyse"/> found.</param>
    /// <param name="distribution">Of the level there.</param>
    public static double ProbabilityOfProfit<TDistribution>(ReadOnlySpan<PositionLeg> legs, ReadOnlySpan<double> breakEvens, TDistribution distribution)
        where TDistribution : struct, ITerminalDistribution
    {
        double probability = 0;
        double lower = 0;
        for (int i = 0; i <= breakEvens.Length; i++)
        {
            bool last = i == breakEvens.Length;
            double upper = last ? double.PositiveInfinity : breakEvens[i];
            double inside = !last ? 0.5 * (lower + upper) : lower > 0 ? 2 * lower : PositionValuation.HorizonForward(legs);
            if (upper > lower && ProfitAt(legs, inside) > 0)
            {
                // The difference of the smaller tails keeps its digits.
                double above = lower > 0 ? distribution.Above(lower) : 1;
                probability += last ? above
                    : above < 0.5 ? above - distribution.Above(upper)
                    : distribution.Below(upper) - (lower > 0 ? distribution.Below(lower) : 0);
            }

            lower = Math.Max(lower, last ? lower : upper);
        }

        return Math.Clamp(probability, 0, 1);
    }

    /// <summary>
    /// Mean profit at the nearest expiry, E[g(X)] = g(0) + ∫ g′(x)·P(X &gt; x) dx: level by level out to ten deviations and from kink to kink, in between g
    /// taken as straight (it is, when all legs expire then) and the integral by Simpson's rule.
    /// </summary>
    /// <param name="legs">The position.</param>
    /// <param name="distribution">Of the level there.</param>
    public static double ExpectedProfit<TDistribution>(ReadOnlySpan<PositionLeg> legs, TDistribution distribution)
        where TDistribution : struct, ITerminalDistribution
    {
        ProfitLine profit = LineOf(legs);
        Span<double> knots = legs.Length < 256 ? stackalloc double[legs.Length + 1] : new double[legs.Length + 1];
        int count = Knots(legs, profit.Horizon, knots);
        (double low, double high) = Range(legs, profit.Forward);
        double left = 0;
        double leftProfit = profit.At(0);
        double leftAbove = 1;
        double mean = leftProfit;
        var levels = new Levels(knots[..count], low, high);
        while (levels.MoveNext())
        {
            double next = levels.Current;
            double value = profit.At(next);
            double above = distribution.Above(next);
            mean += (value - leftProfit) * (leftAbove + (4 * distribution.Above(0.5 * (left + next))) + above) / 6;
            (left, leftProfit, leftAbove) = (next, value, above);
        }

        return mean;
    }

    private static ProfitLine LineOf(ReadOnlySpan<PositionLeg> legs) =>
        new(legs, PositionValuation.HorizonYears(legs), PositionValuation.HorizonForward(legs), PositionValuation.Cost(legs));

    private static PositionOutcome Exact(ProfitLine profit, ReadOnlySpan<PositionLeg> legs, Span<double> breakEvens)
    {
        Span<double> knots = legs.Length < 256 ? stackalloc double[legs.Length + 1] : new double[legs.Length + 1];
        int count = Knots(legs, profit.Horizon, knots);
        double most = double.NegativeInfinity;
        double least = double.PositiveInfinity;
        int found = 0;
        double slope = 0;
        for (int i = 0; i < count; i++)
        {
            double at = knots[i];
            double value = profit.At(at);
            slope = profit.SlopeAbove(at);
            most = Math.Max(most, value);
            least = Math.Min(least, value);
            if (value == 0)
            {
                Add(breakEvens, ref found, at);
            }
            else if (value * slope < 0)
            {
                double root = at - (value / slope);
                if (i + 1 == count || root < knots[i + 1])
                {
                    Add(breakEvens, ref found, root);
                }
            }
        }

        most = slope > 0 ? double.PositiveInfinity : most;
        least = slope < 0 ? double.NegativeInfinity : least;
        return new(profit.Horizon, true, most, least, found);
    }

    private static PositionOutcome Numeric(ProfitLine profit, ReadOnlySpan<PositionLeg> legs, Span<double> breakEvens)
    {
        Span<double> knots = legs.Length < 256 ? stackalloc double[legs.Length + 1] : new double[legs.Length + 1];
        int count = Knots(legs, profit.Horizon, knots);
        (double low, double high) = Range(legs, profit.Forward);
        double most = profit.At(0);
        double least = most;
        int found = 0;
        if (most == 0)
        {
            Add(breakEvens, ref found, 0);
        }

        double left = 0;
        double leftValue = most;
        var levels = new Levels(knots[..count], low, high);
        while (levels.MoveNext())
        {
            double next = levels.Current;
            double value = profit.At(next);
            if (value == 0)
            {
                Add(breakEvens, ref found, next);
            }
            else if (value * leftValue < 0)
            {
                Add(breakEvens, ref found, Halve(profit, left, next, leftValue));
            }

            // An extreme between two levels shows at neither, so each interval is searched where it may rise above (fall below) the best.
            most = Math.Max(most, Math.Max(value, Extreme(profit, left, next, 1)));
            least = Math.Min(least, Math.Min(value, -Extreme(profit, left, next, -1)));
            left = next;
            leftValue = value;
        }

        double slope = profit.SlopeAbove(double.PositiveInfinity);
        return new(profit.Horizon, false, slope > 0 ? double.PositiveInfinity : most, slope < 0 ? double.NegativeInfinity : least, found);
    }

    private static double Halve(ProfitLine profit, double low, double high, double lowValue)
    {
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (!(middle > low && middle < high))
            {
                break;
            }

            double value = profit.At(middle);
            if (value == 0)
            {
                return middle;
            }

            (low, high) = value * lowValue > 0 ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    /// <summary>The largest of sign · profit inside an interval where it is smooth, by golden section.</summary>
    private static double Extreme(ProfitLine profit, double low, double high, double sign)
    {
        const double Golden = 0.6180339887498949;
        double first = high - (Golden * (high - low));
        double second = low + (Golden * (high - low));
        double atFirst = sign * profit.At(first);
        double atSecond = sign * profit.At(second);
        double ends = Math.Max(sign * profit.At(low), sign * profit.At(high));
        if (atFirst <= ends && atSecond <= ends)
        {
            return ends;
        }

        for (int i = 0; i < 40; i++)
        {
            if (atFirst > atSecond)
            {
                (high, second, atSecond) = (second, first, atFirst);
                first = high - (Golden * (high - low));
                atFirst = sign * profit.At(first);
            }
            else
            {
                (low, first, atFirst) = (first, second, atSecond);
                second = low + (Golden * (high - low));
                atSecond = sign * profit.At(second);
            }
        }

        return Math.Max(atFirst, atSecond);
    }

    /// <summary>0 and the strikes that expire at the horizon, ascending and distinct.</summary>
    private static int Knots(ReadOnlySpan<PositionLeg> legs, double horizon, Span<double> knots)
    {
        int count = 1;
        knots[0] = 0;
        foreach (ref readonly PositionLeg leg in legs)
        {
            if (leg.Kind == PositionLegKind.Option && leg.TimeToExpiryYears == horizon && !knots[..count].Contains(leg.Strike))
            {
                knots[count++] = leg.Strike;
            }
        }

        knots[..count].Sort();
        return count;
    }

    /// <summary>Levels beyond which nothing bends any more.</summary>
    private static (double Low, double High) Range(ReadOnlySpan<PositionLeg> legs, double forward)
    {
        double deviation = 0.02;
        double low = forward;
        double high = forward;
        foreach (ref readonly PositionLeg leg in legs)
        {
            if (leg.Kind == PositionLegKind.Option)
            {
                deviation = Math.Max(deviation, leg.Volatility * Math.Sqrt(leg.TimeToExpiryYears));
                double strike = leg.Strike > 0 ? leg.Strike * forward / leg.Forward : forward;
                low = Math.Min(low, strike);
                high = Math.Max(high, strike);
            }
        }

        double reach = Math.Exp(Math.Min(WidestDeviations * deviation, 20));
        return (low / reach, high * reach);
    }

    private static void Add(Span<double> breakEvens, ref int found, double level)
    {
        if (found < breakEvens.Length && (found == 0 || breakEvens[found - 1] != level))
        {
            breakEvens[found++] = level;
        }
    }

    /// <summary>Levels above 0, ascending: a grid even in the logarithm, and every kink.</summary>
    private ref struct Levels(ReadOnlySpan<double> knots, double low, double high)
    {
        private readonly ReadOnlySpan<double> _knots = knots;
        private readonly double _ratio = Math.Log(high / low) / Grid;
        private int _step;
        private int _knot = 1;

        public double Current { get; private set; }

        public bool MoveNext()
        {
            if (_step > Grid)
            {
                return false;
            }

            double next = low * Math.Exp(_step * _ratio);
            if (_knot < _knots.Length && _knots[_knot] <= next)
            {
                _step += _knots[_knot] == next ? 1 : 0;
                next = _knots[_knot++];
            }
            else
            {
                _step++;
            }

            Current = next;
            return true;
        }
    }

    private readonly ref struct ProfitLine(ReadOnlySpan<PositionLeg> legs, double horizon, double forward, double cost)
    {
        private readonly ReadOnlySpan<PositionLeg> _legs = legs;

        public double Horizon => horizon;

        public double Forward => forward;

        public double At(double level)
        {
            if (!(level > 0))
            {
                return AtZero() - cost;
            }

            // The quotient of equal forwards is exactly 1, so that a kink stays where its strike is.
            double value = 0;
            foreach (ref readonly PositionLeg leg in _legs)
            {
                value += leg.Quantity * PositionValuation.ValueOf(leg, level * (leg.Forward / forward), horizon, 0);
            }

            return value - cost;
        }

        /// <summary>The slope just above a level; later expiries count as far above their strike.</summary>
        public double SlopeAbove(double level)
        {
            double slope = 0;
            double size = 0;
            foreach (ref readonly PositionLeg leg in _legs)
            {
                double perLevel = leg.Quantity * leg.Forward / forward;
                size += Math.Abs(perLevel);
                if (leg.Kind == PositionLegKind.Underlying)
                {
                    slope += perLevel;
                }
                else if (leg.TimeToExpiryYears > horizon)
                {
                    double left = (leg.TimeToExpiryYears - horizon) / leg.TimeToExpiryYears;
                    slope += leg.Right == OptionRight.Call ? perLevel * Math.Pow(leg.DiscountFactor, left) : 0;
                }
                else
                {
                    bool above = level >= leg.Strike;
                    slope += leg.Right == OptionRight.Call ? (above ? perLevel : 0) : above ? 0 : -perLevel;
                }
            }

            // A carry that discounting takes back leaves a rounding, not a slope.
            return Math.Abs(slope) > 1e-13 * size ? slope : 0;
        }

        /// <summary>A worthless underlying: puts pay their strike, discounted from their expiry.</summary>
        private double AtZero()
        {
            double value = 0;
            foreach (ref readonly PositionLeg leg in _legs)
            {
                if (leg.Kind == PositionLegKind.Option && leg.Right == OptionRight.Put)
                {
                    double left = leg.TimeToExpiryYears > horizon ? (leg.TimeToExpiryYears - horizon) / leg.TimeToExpiryYears : 0;
                    value += leg.Quantity * leg.Strike * Math.Pow(leg.DiscountFactor, left);
                }
            }

            return value;
        }
    }
}
