namespace TradingAnalytics.Engine.Chains;

/// <summary>Where a chain is in its life, by market time.</summary>
public enum ChainState : byte
{
    Live = 0,

    /// <summary>At or after the cut-off: its options are no more, no volatility is solved.</summary>
    Expired = 1,
}
