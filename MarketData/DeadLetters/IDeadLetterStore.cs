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

    /// <summary>The letters with these ids that are still there, newest first.</summary>
    IReadOnlyList<DeadLetter> Find(IReadOnlySet<long> ids);

    /// <summary>Marks a letter as replayed; the mark lies beside the letters. A disk that fails costs the mark.</summary>
    void Mark(long id, ReplayOutcome outcome);

    DeadLetterStatistics Statistics { get; }
}
