using TradingAnalytics.Engine.Exposures;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The summed exposures of whatever a row shows.</summary>
internal delegate ExposureSums SumsOf<T>(in T source);
