using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>One expiry of a surface, as it is written.</summary>
/// <param name="Product">Whose.</param>
/// <param name="Expiry">Which.</param>
/// <param name="AsOfUnixMicroseconds">Market time.</param>
/// <param name="Fit">The slice and its certificate.</param>
internal sealed record SurfaceRow(ProductId Product, Expiry Expiry, long AsOfUnixMicroseconds, SmileFit Fit)
{
    public string Status => char.ToLowerInvariant(Fit.Status.ToString()[0]) + Fit.Status.ToString()[1..];
}
