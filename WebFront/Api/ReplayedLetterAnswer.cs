using TradingAnalytics.MarketData.DeadLetters;

namespace TradingAnalytics.WebFront.Api;

/// <summary>What became of one letter.</summary>
/// <param name="Id">The letter's.</param>
/// <param name="Outcome">Null when it was not brought in.</param>
/// <param name="Detail">Why it was refused or not brought in; else empty.</param>
internal sealed record ReplayedLetterAnswer(long Id, ReplayOutcome? Outcome, string Detail);
