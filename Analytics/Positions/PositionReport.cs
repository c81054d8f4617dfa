namespace TradingAnalytics.Analytics.Positions;

/// <summary>Everything there is to say of a position, computed once.</summary>
public sealed class PositionReport
{
    /// <param name="legs">The position, one leg at least.</param>
    /// <param name="question">What is asked.</param>
    public PositionReport(IReadOnlyList<PositionLeg> legs, PositionQuestion question)
    {
        PositionLeg[] all = [.. legs];
        Legs = all;
        Forward = PositionValuation.HorizonForward(all);
        Reference = question.Spot ?? Forward;
        Cost = PositionValuation.Cost(all);
        Greeks = PositionValuation.Greeks(all, Reference);
        double[] room = new double[PositionPayoff.MaxBreakEvens(all.Length)];
        Outcome = PositionPayoff.Analyse(all, room);
        BreakEvens = room[..Outcome.BreakEvens];
        Volatility = question.Volatility ?? NearestVolatility(all, Forward, Outcome.HorizonYears);
        (ProbabilityOfProfit, ExpectedProfit) = (question.Slice, Outcome.HorizonYears > 0, Volatility > 0) switch
        {
            ({ } slice, true, _) => Chances(all, new SmileLevel(slice, Forward)),
            (null, true, true) => Chances(all, new LogNormalLevel(Forward, Volatility, Outcome.HorizonYears)),
            _ => (double.NaN, double.NaN),
        };
        ValueThen = ValueAt(all, Reference, question.YearsAhead, question.VolatilityShift);
        Payoff = [.. LevelsOf(all, question.Levels).Select(level => new PayoffPoint(
            level,
            PositionPayoff.ProfitAt(all, level),
            ValueAt(all, level, 0, 0) - Cost,
            ValueAt(all, level, question.YearsAhead, question.VolatilityShift) - Cost))];
    }

    public IReadOnlyList<PositionLeg> Legs { get; }

    /// <summary>Of the nearest expiry.</summary>
    public double Forward { get; }

    /// <summary>What the Greeks are with respect to.</summary>
    public double Reference { get; }

    public double Cost { get; }

    public PositionGreeks Greeks { get; }

    public PositionOutcome Outcome { get; }

    public double[] BreakEvens { get; }

    /// <summary>Of the nearest expiry at the money.</summary>
    public double Volatility { get; }

    /// <summary>At the nearest expiry; NaN when there is no time or no volatility for chance.</summary>
    public double ProbabilityOfProfit { get; }

    /// <summary>Mean profit at the nearest expiry under the same distribution.</summary>
    public double ExpectedProfit { get; }

    /// <summary>At the instant and shift asked about, the underlying unmoved.</summary>
    public double ValueThen { get; }

    public IReadOnlyList<PayoffPoint> Payoff { get; }

    /// <summary>
    /// The value with the underlying at a level some time ahead. Forwards carry from there as they do now, so that the forward of the nearest expiry comes to
    /// the level itself as that expiry comes: F(t) = X·(F/S)^(1 − t/T).
    /// </summary>
    private double ValueAt(PositionLeg[] legs, double level, double yearsAhead, double volatilityShift)
    {
        double passed = Outcome.HorizonYears > 0 ? Math.Min(1, yearsAhead / Outcome.HorizonYears) : 1;
        double carried = Math.Pow(Reference / Forward, passed);
        return PositionValuation.ValueAt(legs, level / Reference * carried, yearsAhead, volatilityShift);
    }

    private (double Probability, double Expected) Chances<TDistribution>(PositionLeg[] legs, TDistribution distribution)
        where TDistribution : struct, ITerminalDistribution =>
        (PositionPayoff.ProbabilityOfProfit(legs, BreakEvens, distribution), PositionPayoff.ExpectedProfit(legs, distribution));

    private static double NearestVolatility(PositionLeg[] legs, double forward, double horizon) => legs
        .Where(leg => leg.Kind == PositionLegKind.Option && leg.TimeToExpiryYears == horizon && leg.Strike > 0)
        .OrderBy(leg => Math.Abs(Math.Log(leg.Strike / forward)))
        .Select(leg => leg.Volatility)
        .FirstOrDefault();

    /// <summary>Three deviations around the forward, the strikes and the break-evens.</summary>
    private IEnumerable<double> LevelsOf(PositionLeg[] legs, int count)
    {
        double width = Math.Clamp(3 * Volatility * Math.Sqrt(Outcome.HorizonYears), 0.02, 2);
        IEnumerable<double> grid = Enumerable.Range(0, count).Select(i => Forward * Math.Exp(width * (((2.0 * i) / (count - 1)) - 1)));
        return grid.Concat(BreakEvens)
            .Concat(legs.Where(leg => leg.Kind == PositionLegKind.Option).Select(leg => leg.Strike))
            .Where(level => level > 0)
            .Distinct()
            .Order();
    }
}
