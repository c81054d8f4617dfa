using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>Where refused ticks go. Never holds ingestion up: in a flood it counts and keeps a sample.</summary>
public interface IDeadLetterStore
{
    /// <summary>Counts a refused tick. False when its details will not be kept, so that the caller need not put them into words.</summary>
    bool Count(RefusalReason reason);

    /// <summary>Keeps the details of a tick for which <see cref="Count"/> answered true.</summary>
    void Keep(in Tick tick, RefusalReason reason, string detail, string origin);

    /// <summary>The newest letters first, at most <paramref name="limit"/>, of one reason or of all.</summary>
    IReadOnlyList<DeadLetter> List(int limit, RefusalReason? reason = null);

    DeadLetterStatistics Statistics { get; }
}
