using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Dead letters in memory; every one is kept.</summary>
internal sealed class FakeDeadLetters : IDeadLetterStore
{
    private static readonly DateTimeOffset At = new(2026, 8, 18, 4, 0, 0, TimeSpan.Zero);

    private readonly List<DeadLetter> _letters = [];

    public DeadLetterStatistics Statistics =>
        new(_letters.GroupBy(letter => letter.Reason).ToDictionary(group => group.Key, group => (long)group.Count()), new Dictionary<RefusalReason, long>(), null);

    public bool Count(RefusalReason reason) => true;

    public void Keep(in Tick tick, RefusalReason reason, string detail, string origin) => _letters.Add(new DeadLetter(_letters.Count + 1, At, origin, reason, detail, tick));

    public IReadOnlyList<DeadLetter> List(int limit, RefusalReason? reason = null) =>
        [.. _letters.Where(letter => reason is null || letter.Reason == reason).Reverse().Take(limit)];

    public IReadOnlyList<DeadLetter> Find(IReadOnlySet<long> ids) => [.. _letters.Where(letter => ids.Contains(letter.Id)).Reverse()];

    public void Mark(long id, ReplayOutcome outcome) => _letters[(int)id - 1] = _letters[(int)id - 1] with { Replay = new LetterReplay(At, outcome) };
}
