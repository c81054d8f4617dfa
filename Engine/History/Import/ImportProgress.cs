namespace TradingAnalytics.Engine.History.Import;

/// <summary>How far an import is.</summary>
/// <param name="MarketTime">Of the newest observation read.</param>
/// <param name="Observations">Rows of the recording submitted.</param>
/// <param name="Accepted">Of these, taken: the others were duplicates or refused.</param>
/// <param name="Metrics">Rows of metrics written.</param>
/// <param name="Bars">Bars written; one that grew counts each time.</param>
/// <param name="Snapshots">States written.</param>
public readonly record struct ImportProgress(DateTimeOffset MarketTime, long Observations, long Accepted, long Metrics, long Bars, long Snapshots);
