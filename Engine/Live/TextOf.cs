namespace TradingAnalytics.Engine.Live;

/// <summary>Where a text column's cell comes from; null is "none".</summary>
public delegate string? TextOf<T>(in T source);
