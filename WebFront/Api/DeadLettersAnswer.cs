using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Api;

/// <summary>Refused ticks.</summary>
/// <param name="Letters">Newest first.</param>
/// <param name="Refused">How many were refused since start, by reason.</param>
/// <param name="NotKept">Of these, how many left no letter: too many at once, or the disk failed.</param>
/// <param name="LastError">Why letters could last not be written; null when they always could.</param>
internal sealed record DeadLettersAnswer(
    IReadOnlyList<DeadLetterAnswer> Letters, IReadOnlyDictionary<RefusalReason, long> Refused, IReadOnlyDictionary<RefusalReason, long> NotKept, string? LastError);
