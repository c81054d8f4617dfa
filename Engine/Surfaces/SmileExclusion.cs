namespace TradingAnalytics.Engine.Surfaces;

/// <summary>Why an option has no say in the fit of its smile.</summary>
public enum SmileExclusion : byte
{
    /// <summary>It has one.</summary>
    None = 0,

    /// <summary>There is no volatility at its price: below intrinsic, above the bound.</summary>
    NoVolatility = 1,

    /// <summary>The bid is above the ask.</summary>
    Crossed = 2,

    /// <summary>Its price is known too loosely to tell a volatility: a trade of long ago, a wide quote, or a premium of a few ticks with next to no vega.</summary>
    Loose = 3,

    /// <summary>It costs more than an option nearer the money, by more than both are uncertain.</summary>
    Arbitrage = 4,

    /// <summary>The fit of the others contradicts it.</summary>
    Outlier = 5,
}
