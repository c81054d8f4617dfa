using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.ImpliedVolatility;

namespace TradingAnalytics.Engine.Chains;

/// <summary>A leg at full precision. NaN is "none". Volume and open interest in units of the underlying; Greeks in trader units (see <see cref="ChainBook"/>).</summary>
public sealed record LegView(
    double Strike,
    OptionRight Right,
    double Bid,
    double Ask,
    double Last,
    double Volume,
    double OpenInterest,
    double OpenInterestChange,
    double ImpliedVolatility,
    VolatilityStatus Status,
    PriceSource PriceSource,
    double Delta,
    double Gamma,
    double ThetaPerDay,
    double VegaPerPoint,
    double RhoPerPoint,
    long UpdatedUnixMicroseconds)
{
    /// <summary>When a trade was last seen; 0 while there is none.</summary>
    public long TradedUnixMicroseconds { get; init; }
}
