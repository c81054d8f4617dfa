namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>Whether a product has a volatility index, and why not.</summary>
public enum VolatilityIndexStatus : byte
{
    /// <summary>Two terms lie around the index's own.</summary>
    Ok = 0,

    /// <summary>The index has a value, but both terms lie on one side of its own: the line through their total variances is followed beyond them.</summary>
    Extrapolated = 1,

    /// <summary>Only one term may be used, and one says nothing about how variance grows with time: no value.</summary>
    OneTerm = 2,

    /// <summary>No term may be used; each term says why.</summary>
    NoTerm = 3,

    /// <summary>The line through the two total variances is not positive at the index's term: no value.</summary>
    NegativeVariance = 4,
}
