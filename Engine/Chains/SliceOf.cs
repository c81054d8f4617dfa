namespace TradingAnalytics.Engine.Chains;

/// <summary>The slice of whatever a row shows.</summary>
internal delegate FittedSlice SliceOf<T>(in T source);
