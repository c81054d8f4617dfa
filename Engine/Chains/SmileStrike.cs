using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Chains;

/// <summary>A strike of a smile's table.</summary>
/// <param name="Has">Whether the market says something there.</param>
/// <param name="Point">What.</param>
/// <param name="FittedVolatility">The slice's; NaN without one.</param>
/// <param name="Density">Risk-neutral, per point of price; NaN without a slice.</param>
internal readonly record struct SmileStrike(bool Has, SmilePoint Point, double FittedVolatility, double Density);
