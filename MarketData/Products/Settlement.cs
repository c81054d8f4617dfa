namespace TradingAnalytics.MarketData.Products;

/// <summary>What changes hands at expiry.</summary>
public enum Settlement : byte
{
    Cash = 0,
    Physical = 1,

    /// <summary>Settled in the coin itself: premium and pay-off are in units of the underlying.</summary>
    Inverse = 2,
}
