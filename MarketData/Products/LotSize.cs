namespace TradingAnalytics.MarketData.Products;

/// <summary>Units per contract for expiries on or after <paramref name="FromExpiry"/>. Exchanges change lots by contract month, so one day can hold two sizes.</summary>
public readonly record struct LotSize(DateOnly FromExpiry, int Units);
