using TradingAnalytics.Analytics.Exposures;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The exposure of whatever a row shows.</summary>
internal delegate Exposure ExposureOf<T>(in T source);
