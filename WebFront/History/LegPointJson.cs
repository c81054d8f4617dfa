namespace TradingAnalytics.WebFront.History;

/// <summary>A leg at one recorded state; null is "none". Volume and open interest in units of the underlying.</summary>
internal sealed record LegPointJson(DateTimeOffset Time, double? Bid, double? Ask, double? Last, double? Volume, double? Oi, double? Iv, double? Delta);
