namespace TradingAnalytics.WebFront.History;

/// <summary>A leg as the day's first record has it; null is "none".</summary>
/// <param name="Strike">Its strike.</param>
/// <param name="Right"><c>call</c> or <c>put</c>.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="Ask">Best offer.</param>
/// <param name="Last">Last trade.</param>
/// <param name="Oi">Open interest, units of the underlying.</param>
internal sealed record OpeningLegJson(double Strike, string Right, double? Bid, double? Ask, double? Last, double? Oi);
