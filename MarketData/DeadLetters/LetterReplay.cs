namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>That a letter was replayed.</summary>
/// <param name="At">When, by our clock.</param>
/// <param name="Outcome">What became of it the last time.</param>
public sealed record LetterReplay(DateTimeOffset At, ReplayOutcome Outcome);
