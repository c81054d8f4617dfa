namespace TradingAnalytics.Engine.History;

/// <summary>What is kept of a chain or product over time. The name in camelCase is the metric's name outside and its column in the store.</summary>
public enum HistoryMetric
{
    /// <summary>The underlying.</summary>
    Spot = 0,

    /// <summary>The chain's forward.</summary>
    Forward = 1,

    /// <summary>Volatility at the money, per year as a fraction.</summary>
    AtmIv = 2,

    /// <summary>Price of the straddle at the money.</summary>
    Straddle = 3,

    /// <summary>Put/call ratio by open interest.</summary>
    PcrOi = 4,

    /// <summary>Put/call ratio by volume.</summary>
    PcrVolume = 5,

    /// <summary>The settlement at which option writers pay least.</summary>
    MaxPain = 6,

    /// <summary>Open interest of all calls, in units of the underlying.</summary>
    CallOi = 7,

    /// <summary>Open interest of all puts, in units of the underlying.</summary>
    PutOi = 8,

    /// <summary>Gamma exposure: currency per 1 % move, calls plus, puts minus.</summary>
    Gex = 9,

    /// <summary>The level at which gamma exposure changes sign.</summary>
    Flip = 10,

    /// <summary>Volatility of the 25-delta call less that of the put.</summary>
    RiskReversal25 = 11,

    /// <summary>Mean of the two less the volatility at the money.</summary>
    Butterfly25 = 12,

    /// <summary>In percent: a product's volatility index, or the term's own volatility by the same method for a chain.</summary>
    VolatilityIndex = 13,
}
