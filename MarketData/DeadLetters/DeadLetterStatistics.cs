using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>Refusals since the start of the process. Every refused tick is counted; in a flood the details of some are not kept.</summary>
/// <param name="Refused">By reason; reasons that never occurred are left out.</param>
/// <param name="NotKept">Of these, how many left no letter: too many at once, or the disk failed.</param>
/// <param name="LastError">Why letters could last not be written; null when they always could.</param>
public sealed record DeadLetterStatistics(IReadOnlyDictionary<RefusalReason, long> Refused, IReadOnlyDictionary<RefusalReason, long> NotKept, string? LastError)
{
    public long TotalRefused => Refused.Values.Sum();

    public long TotalNotKept => NotKept.Values.Sum();
}
