namespace TradingAnalytics.Analytics.American;

/// <summary>Whether an American value was found, and if not why.</summary>
public enum AmericanStatus : byte
{
    Ok = 0,

    /// <summary>A level, time or volatility is out of its range or not finite.</summary>
    InvalidInput = 1,

    /// <summary>
    /// Exercise pays between two boundaries (a put at q &lt; r &lt; 0, a call at r &lt; q &lt; 0), which this method does not follow. L. Andersen and M. Lake, "Fast
    /// American option pricing: the double-boundary case" (2021).
    /// </summary>
    TwoBoundaries = 2,

    /// <summary>The boundary did not settle to the accuracy stated.</summary>
    NotConverged = 3,
}
