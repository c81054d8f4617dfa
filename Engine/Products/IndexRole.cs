namespace TradingAnalytics.Engine.Products;

/// <summary>What a term is to a volatility index.</summary>
public enum IndexRole : byte
{
    /// <summary>Not one of its two terms.</summary>
    None = 0,

    Near = 1,

    Next = 2,
}
