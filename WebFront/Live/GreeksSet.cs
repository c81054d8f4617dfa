namespace TradingAnalytics.WebFront.Live;

/// <summary>Which Greeks a view of a chain has.</summary>
internal enum GreeksSet : byte
{
    /// <summary>The published ones: delta, gamma, theta, vega, rho.</summary>
    First = 0,

    None = 1,

    /// <summary>To third order; see <see cref="Engine.Chains.ChainGreeks"/>.</summary>
    Full = 2,
}
