namespace TradingAnalytics.Engine.Alerts;

/// <summary>What a rule waits for.</summary>
public enum AlertKind : byte
{
    /// <summary>The value comes to, or past, a level it was on the other side of.</summary>
    Crosses = 0,

    /// <summary>It stays above a level for a while.</summary>
    Above = 1,

    /// <summary>It stays below a level for a while.</summary>
    Below = 2,

    /// <summary>It moves by so many percent within a window: from its lowest or highest there.</summary>
    Change = 3,

    /// <summary>It takes one step so many times as large as its steps in a window were in the mean: open interest or volume out of the ordinary.</summary>
    Spike = 4,

    /// <summary>Its place in its range over a window (0 the lowest, 100 the highest) crosses a level: the rank of a volatility.</summary>
    Rank = 5,
}
