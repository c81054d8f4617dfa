using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Engine.Products;

/// <summary>A product's volatility index and its moment.</summary>
internal readonly record struct IndexHeader(VolatilityIndexValue Index, VolatilityIndexOptions Options, double Spot, long AsOfUnixMicroseconds, long ReceivedUnixMicroseconds);
