using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.Cli.Positions;

/// <summary>Everything the verb position prints, computed.</summary>
internal sealed class PositionReport
{
    private const int Levels = 41;
    private const double DaysPerYear = 365;

    public PositionReport(IReadOnlyList<PositionLeg> legs, PositionOptions options)
    {
        PositionLeg[] all = [.. legs];
        Legs = all;
        Forward = PositionValuation.HorizonForward(all);
        Reference = options.Spot ?? Forward;
        Cost = PositionValuation.Cost(all);
        Greeks = PositionValuation.Greeks(all, Reference);
        double[] room = new double[PositionPayoff.MaxBreakEvens(all.Length)];
        Outcome = PositionPayoff.Analyse(all, room);
        BreakEvens = room[..Outcome.BreakEvens];
        Volatility = options.Volatility ?? NearestVolatility(all, Forward, Outcome.HorizonYears);
        ProbabilityOfProfit = Outcome.HorizonYears > 0 && Volatility > 0
            ? PositionPayoff.ProbabilityOfProfit(all, BreakEvens, new LogNormalLevel(Forward, Volatility, Outcome.HorizonYears))
            : double.NaN;
        double then = options.DaysAhead / DaysPerYear;
        ValueThen = PositionValuation.ValueAt(all, 1, then, options.VolatilityShift);
        Payoff = [.. LevelsOf(all).Select(level => new PayoffPoint(
            level, PositionPayoff.ProfitAt(all, level), PositionValuation.ValueAt(all, level / Forward, then, options.VolatilityShift) - Cost))];
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

    /// <summary>Behind the probability of profit.</summary>
    public double Volatility { get; }

    /// <summary>NaN when there is no time or no volatility for chance.</summary>
    public double ProbabilityOfProfit { get; }

    /// <summary>At the instant and shift asked about, the underlying unmoved.</summary>
    public double ValueThen { get; }

    public IReadOnlyList<PayoffPoint> Payoff { get; }

    private static double NearestVolatility(PositionLeg[] legs, double forward, double horizon) => legs
        .Where(leg => leg.Kind == PositionLegKind.Option && leg.TimeToExpiryYears == horizon && leg.Strike > 0)
        .OrderBy(leg => Math.Abs(Math.Log(leg.Strike / forward)))
        .Select(leg => leg.Volatility)
        .FirstOrDefault();

    /// <summary>Three deviations around the forward, the strikes and the break-evens.</summary>
    private IEnumerable<double> LevelsOf(PositionLeg[] legs)
    {
        double width = Math.Clamp(3 * Volatility * Math.Sqrt(Outcome.HorizonYears), 0.02, 2);
        IEnumerable<double> grid = Enumerable.Range(0, Levels).Select(i => Forward * Math.Exp(width * (((2.0 * i) / (Levels - 1)) - 1)));
        return grid.Concat(BreakEvens)
            .Concat(legs.Where(leg => leg.Kind == PositionLegKind.Option).Select(leg => leg.Strike))
            .Where(level => level > 0)
            .Distinct()
            .Order();
    }
}
