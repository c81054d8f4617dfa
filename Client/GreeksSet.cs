namespace TradingAnalytics.Client;

/// <summary>Which Greeks a chain's rows have.</summary>
public enum GreeksSet
{
    /// <summary>Delta, gamma, theta, vega, rho.</summary>
    First = 0,

    None = 1,

    /// <summary>To third order.</summary>
    Full = 2,
}
