using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Api;

/// <summary>One refused tick.</summary>
/// <param name="Id">Rises by one per letter.</param>
/// <param name="At">When it was refused, by the server's clock.</param>
/// <param name="Origin">Who brought it.</param>
/// <param name="Reason">The rule it broke.</param>
/// <param name="Detail">The figures, in words.</param>
/// <param name="Tick">As it came; null when it could not be read as a tick.</param>
/// <param name="Replay">When it was last brought in again, and what became of it; null while it was not.</param>
internal sealed record DeadLetterAnswer(long Id, DateTimeOffset At, string Origin, RefusalReason Reason, string Detail, RefusedTick? Tick, LetterReplay? Replay)
{
    public static DeadLetterAnswer Of(DeadLetter letter) => new(
        letter.Id, letter.At, letter.Origin, letter.Reason, letter.Detail, letter.Tick.Kind == default ? null : RefusedTick.Of(letter.Tick), letter.Replay);
}
