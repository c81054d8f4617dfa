namespace TradingAnalytics.Engine.Chains;

/// <summary>Where a chain's forward comes from, best first.</summary>
public enum ForwardSource : byte
{
    /// <summary>Nothing known yet.</summary>
    None = 0,

    /// <summary>Put–call parity over the strikes around the money.</summary>
    Parity = 1,

    /// <summary>The future of the same expiry.</summary>
    Future = 2,

    /// <summary>The underlying, carried at the product's rate.</summary>
    Spot = 3,
}
