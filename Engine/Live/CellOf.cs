namespace TradingAnalytics.Engine.Live;

/// <summary>Where a column's cell comes from: its value in whatever the row shows.</summary>
public delegate double CellOf<T>(in T source);
