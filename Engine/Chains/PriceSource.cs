namespace TradingAnalytics.Engine.Chains;

/// <summary>Which price a leg's implied volatility was taken from.</summary>
public enum PriceSource : byte
{
    None = 0,

    /// <summary>The middle of a two-sided quote.</summary>
    Mid = 1,

    /// <summary>The last trade, for want of a two-sided quote.</summary>
    Last = 2,
}
