namespace TradingAnalytics.WebFront.Api;

/// <summary>One bar of the underlying.</summary>
/// <param name="Time">Its beginning.</param>
/// <param name="Open">First value.</param>
/// <param name="High">Highest value.</param>
/// <param name="Low">Lowest value.</param>
/// <param name="Close">Last value.</param>
/// <param name="Ticks">Values seen.</param>
internal sealed record BarJson(DateTimeOffset Time, double Open, double High, double Low, double Close, int Ticks);
