using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Cli.Positions;

/// <summary>What the user says about the market and the moment, beside the legs.</summary>
internal sealed record PositionOptions
{
    /// <summary>One forward for all legs.</summary>
    public double? Forward { get; init; }

    /// <summary>With it the forward of each expiry is spot · exp((rate − yield)·T), and the Greeks are with respect to the spot.</summary>
    public double? Spot { get; init; }

    public double Rate { get; init; }

    public double DividendYield { get; init; }

    /// <summary>Turns an expiry date into years; null where the legs must say timeToExpiry.</summary>
    public Func<DateOnly, double>? YearsTo { get; init; }

    public double DaysAhead { get; init; }

    public double VolatilityShift { get; init; }

    /// <summary>For the probability of profit; null takes that of the leg nearest the money.</summary>
    public double? Volatility { get; init; }

    public PositionQuestion Question => new()
    {
        Spot = Spot,
        YearsAhead = DaysAhead / TraderGreeks.CalendarDaysPerYear,
        VolatilityShift = VolatilityShift,
        Volatility = Volatility,
    };
}
