namespace TradingAnalytics.Engine.Bars;

/// <summary>Open, high, low and close of the underlying over one interval. <paramref name="StartUnixSeconds"/> is its beginning (inclusive).</summary>
public readonly record struct Bar(long StartUnixSeconds, double Open, double High, double Low, double Close, int Ticks);
