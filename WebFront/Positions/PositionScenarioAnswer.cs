namespace TradingAnalytics.WebFront.Positions;

/// <summary>The position at the instant and shift asked about, the underlying unmoved.</summary>
/// <param name="At">The instant: as asked, but neither before the market's moment nor after the nearest expiry.</param>
/// <param name="VolatilityShift">As asked.</param>
/// <param name="Value">Then.</param>
/// <param name="Profit">Value less cost.</param>
internal sealed record PositionScenarioAnswer(DateTimeOffset At, double VolatilityShift, double Value, double Profit);
