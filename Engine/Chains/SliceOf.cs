using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The slice of whatever a row shows.</summary>
internal delegate SmileFit SliceOf<T>(in T source);
