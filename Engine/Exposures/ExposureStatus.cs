namespace TradingAnalytics.Engine.Exposures;

/// <summary>Whether a chain has exposures, and why not.</summary>
public enum ExposureStatus : byte
{
    Ok = 0,

    /// <summary>At or after the cut-off: nothing is left to hedge.</summary>
    Expired = 1,

    /// <summary>Neither parity nor a future nor a spot gives a forward.</summary>
    NoForward = 2,

    /// <summary>No leg has open interest.</summary>
    NoOpenInterest = 3,

    /// <summary>No leg with open interest has a volatility.</summary>
    NoVolatility = 4,
}
