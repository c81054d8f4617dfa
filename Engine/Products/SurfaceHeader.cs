namespace TradingAnalytics.Engine.Products;

/// <summary>What a surface is as a whole.</summary>
/// <param name="Slices">Expiries with a slice.</param>
/// <param name="ButterflyFree">Whether none of them has butterfly arbitrage.</param>
/// <param name="CalendarGap">The least gap of total variance between two neighbours; NaN with fewer than two slices.</param>
/// <param name="CalendarGapAt">The log-moneyness where that is.</param>
/// <param name="Spot">The underlying.</param>
/// <param name="AsOfUnixMicroseconds">Market time of the newest chain in it.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in it.</param>
internal readonly record struct SurfaceHeader(
    int Slices, bool ButterflyFree, double CalendarGap, double CalendarGapAt, double Spot, long AsOfUnixMicroseconds, long ReceivedUnixMicroseconds);
