namespace TradingAnalytics.WebFront.History;

/// <summary>A number of a row and its name.</summary>
internal readonly record struct SeriesColumn<T>(string Name, Func<T, double> Value);
