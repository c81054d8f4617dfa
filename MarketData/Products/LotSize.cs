namespace TradingAnalytics.MarketData.Products;

/// <summary>Units per contract for expiries on or after <paramref name="FromExpiry"/>. Exchanges change lots by contract month, so one day can hold two sizes.</summary>
/// <param name="FromExpiry">First expiry it holds for.</param>
/// <param name="Units">Units of the underlying per contract.</param>
/// <param name="ExistingFrom">
/// The day on which the contracts of the quarterly cycle (March, June, September, December), listed long before, were moved to it; until then they keep the size before.
/// <c>default</c>: with the rest.
/// </param>
public readonly record struct LotSize(DateOnly FromExpiry, int Units, DateOnly ExistingFrom = default);
