using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>A refused tick, kept to be looked at.</summary>
/// <param name="Id">Rises by one per letter kept, also over restarts.</param>
/// <param name="At">When it was refused, by our clock.</param>
/// <param name="Origin">Who brought it.</param>
/// <param name="Reason">The rule it broke.</param>
/// <param name="Detail">The figures, in words.</param>
/// <param name="Tick">As it came.</param>
/// <param name="Replay">When it was last replayed; null while it was not.</param>
public sealed record DeadLetter(long Id, DateTimeOffset At, string Origin, RefusalReason Reason, string Detail, Tick Tick, LetterReplay? Replay = null);
