using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Products;

/// <summary>An expiry of a product's surface.</summary>
/// <param name="Chain">The chain as it told.</param>
/// <param name="Slice">The surface's slice: the chain's own, or what it was moved to.</param>
/// <param name="Calendar">The least rise of total variance from the slice before, as a share of that one's at the money; NaN for the first.</param>
/// <param name="ForwardVolatility">Between that slice and this, at the money; NaN for the first, and where total variance falls.</param>
internal readonly record struct SurfaceRow(ChainAnalytics Chain, FittedSlice Slice, CalendarCertificate Calendar, double ForwardVolatility);
