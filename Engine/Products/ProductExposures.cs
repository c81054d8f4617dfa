using TradingAnalytics.Engine.Exposures;

namespace TradingAnalytics.Engine.Products;

/// <summary>A product's summed exposures and their moment.</summary>
/// <param name="Sums">Over its chains.</param>
/// <param name="Chains">How many of them have exposures.</param>
/// <param name="Spot">The underlying.</param>
/// <param name="AsOfUnixMicroseconds">Market time of the newest chain in them.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in them.</param>
internal readonly record struct ProductExposures(ExposureSums Sums, int Chains, double Spot, long AsOfUnixMicroseconds, long ReceivedUnixMicroseconds);
