using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>The variance of one chain: what it tells its product of the volatility index.</summary>
/// <param name="Expiry">Which chain.</param>
/// <param name="Minutes">Whole minutes to settlement.</param>
/// <param name="Rate">R used, per year.</param>
/// <param name="Term">The strip, or why there is none.</param>
/// <param name="Prices">
/// <see cref="PriceSource.Mid"/>: quotes. <see cref="PriceSource.Last"/>: the chain has no two-sided quote at all, so last prices stand for them, and trades of different moments with them.
/// </param>
/// <param name="ForwardSource">Parity, or the future of the expiry (India's method).</param>
public readonly record struct ExpiryVariance(Expiry Expiry, double Minutes, double Rate, TermVariance Term, PriceSource Prices, ForwardSource ForwardSource)
{
    /// <summary>The term's own volatility, in percent; NaN without a positive variance.</summary>
    public double Volatility => Term is { IsOk: true, Variance: > 0 } ? 100 * Math.Sqrt(Term.Variance) : double.NaN;
}
