using TradingAnalytics.Analytics;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>One option as it enters a smile. Premiums discounted, in the currency of the strike (an inverse option's times the forward); NaN is "none".</summary>
/// <param name="Strike">K, &gt; 0.</param>
/// <param name="Right">Call or put.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="Ask">Best ask.</param>
/// <param name="Last">Last trade; used only where a bid or ask is missing.</param>
/// <param name="TradeAgeSeconds">Market time since that trade.</param>
public readonly record struct SmileQuote(double Strike, OptionRight Right, double Bid, double Ask, double Last, double TradeAgeSeconds);
