using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// What a chain tells its product beyond its headline: its smile, exposures and variance at one moment. A function of the chain's state, of bounded size (about 1.3 kB). Never changed once made.
/// </summary>
/// <param name="Expiry">Which chain.</param>
/// <param name="AsOfUnixMicroseconds">The chain's market time.</param>
/// <param name="ReceivedUnixMicroseconds">When ingress took the newest tick in it; 0 when unknown.</param>
/// <param name="Spot">The underlying; NaN when unknown.</param>
/// <param name="Smile">The fitted slice with its certificate, or why there is none.</param>
/// <param name="Exposures">The sums over the chain, or why there are none.</param>
/// <param name="GammaProfile">Total gamma exposure at each of <see cref="Analytics.Exposures.GammaProfile.Moves"/>: those of a product's chains add up.</param>
/// <param name="Variance">The chain's term of the volatility index.</param>
public sealed record ChainAnalytics(
    Expiry Expiry,
    long AsOfUnixMicroseconds,
    long ReceivedUnixMicroseconds,
    double Spot,
    SmileFit Smile,
    ExposureSums Exposures,
    double[] GammaProfile,
    ExpiryVariance Variance);
