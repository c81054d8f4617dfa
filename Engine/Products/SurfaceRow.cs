using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Products;

/// <summary>An expiry of a product's surface.</summary>
/// <param name="Chain">The chain's smile and its moment.</param>
/// <param name="Calendar">What was found about calendar arbitrage against the slice before; NaN for the first.</param>
/// <param name="ForwardVolatility">Between that slice and this, at the money; NaN for the first, and where total variance falls.</param>
internal readonly record struct SurfaceRow(ChainAnalytics Chain, CalendarCertificate Calendar, double ForwardVolatility);
