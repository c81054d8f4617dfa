namespace TradingAnalytics.Engine.Chains;

/// <summary>The header of a smile's table.</summary>
/// <param name="Chain">The chain's analytics.</param>
/// <param name="Slice">Its slice.</param>
internal readonly record struct SmileHeader(ChainAnalytics Chain, FittedSlice Slice);
