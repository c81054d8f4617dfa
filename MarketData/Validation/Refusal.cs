using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>A tick that was not taken, and why.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Tick">As it came.</param>
/// <param name="Reason">The rule it broke.</param>
/// <param name="Detail">The figures, in words: what was given and what was expected.</param>
public readonly record struct Refusal(int Index, Tick Tick, RefusalReason Reason, string Detail);
