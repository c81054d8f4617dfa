namespace TradingAnalytics.Engine.Surfaces;

/// <summary>Whether a chain has a smile, and why not.</summary>
public enum SmileStatus : byte
{
    Ok = 0,

    /// <summary>The cut-off has come: no volatility is left.</summary>
    Expired = 1,

    /// <summary>No forward is known.</summary>
    NoForward = 2,

    /// <summary>Fewer than <see cref="SmileRules.MinimumPoints"/> options tell a volatility.</summary>
    TooFewPoints = 3,

    /// <summary>All points lie on one side of the money: what the smile does at the money would be a guess.</summary>
    OneSided = 4,

    /// <summary>
    /// Fewer than <see cref="SmileRules.MinimumNearPoints"/> options near the money are known closely enough, as in a chain's last minutes, when what the underlying does between two trades
    /// is worth many points of volatility.
    /// </summary>
    TooLoose = 5,
}
