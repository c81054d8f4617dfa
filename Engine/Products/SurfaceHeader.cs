using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Engine.Products;

/// <summary>What a surface is as a whole.</summary>
/// <param name="Slices">Expiries with a slice.</param>
/// <param name="Certificate">What was found about arbitrage, and what was done.</param>
/// <param name="Spot">The underlying.</param>
/// <param name="AsOfUnixMicroseconds">Market time of the newest chain in it.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in it.</param>
internal readonly record struct SurfaceHeader(int Slices, SurfaceCertificate Certificate, double Spot, long AsOfUnixMicroseconds, long ReceivedUnixMicroseconds);
