using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Engine.Products;

/// <summary>An expiry of a volatility index.</summary>
/// <param name="Variance">Its variance, or why there is none.</param>
/// <param name="Role">Whether the index is made of it.</param>
/// <param name="Weight">Its share of the total variance; NaN when it is not.</param>
internal readonly record struct IndexTerm(ExpiryVariance Variance, IndexRole Role, double Weight);
