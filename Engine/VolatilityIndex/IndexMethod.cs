namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>How the variance of a term is taken and which terms an index is made of.</summary>
public enum IndexMethod : byte
{
    /// <summary>Cboe's: the forward by parity, quotes until two strikes in a row have no bid, the two terms around the index's own.</summary>
    Cboe = 0,

    /// <summary>India VIX: the future as forward, splines where quotes are missing or wide, near and next month.</summary>
    India = 1,
}
