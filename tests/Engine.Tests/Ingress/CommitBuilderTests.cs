using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Tests.Ingress;

public class CommitBuilderTests
{
    private const int Batch = 1_000;

    [Fact]
    public void TakeAndEncode_SteadyState_AllocatesOnlyThePayloads()
    {
        var options = new IngressOptions();
        var commit = new CommitBuilder(
            new TickDeduplicator(new DeduplicationOptions { MaxIds = 8_000 }), new TickValidator(IngressFixture.Catalogue, new ValidationOptions()), new NoDeadLetters(), options);
        Tick[] ticks = new Tick[Batch];
        ulong id = 0;
        for (int warmUp = 0; warmUp < 50; warmUp++)
        {
            Run(commit, ticks, ref id);
        }

        const int ArrayHeader = 24;
        long beyondPayloads = long.MaxValue;
        Allocations.OfRounds(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            (int frames, long submission) = Run(commit, ticks, ref id);
            beyondPayloads = Math.Min(beyondPayloads, GC.GetAllocatedBytesForCurrentThread() - before - submission - ((long)Batch * Tick.Size) - (frames * ArrayHeader));
        });
        beyondPayloads.ShouldBe(0);
    }

    /// <summary>One commit of ticks with and without ids; answers its frames and what the submission itself allocated.</summary>
    private static (int Frames, long SubmissionBytes) Run(CommitBuilder commit, Tick[] ticks, ref ulong id)
    {
        for (int i = 0; i < ticks.Length; i++)
        {
            id++;
            ticks[i] = i % 10 == 0 ? IngressFixture.Spot(id, IngressFixture.Nifty) : IngressFixture.Leg(id, 20_000 + (i % 100 * 50));
            ticks[i] = i % 3 == 0 ? ticks[i] with { Id = 0 } : ticks[i];
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        var submission = new Submission(ticks, "test", 0);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        commit.Take(submission, ticks[^1].UnixMicroseconds + (long)id);
        if (commit.Ticks != Batch)
        {
            Assert.Fail($"{commit.Ticks} accepted, {commit.Duplicated} duplicated");
        }

        IReadOnlyList<JournalEntry> entries = commit.Encode(1);
        int frames = entries.Count;
        commit.Clear();
        return (frames, bytes);
    }

    private sealed class NoDeadLetters : IDeadLetterStore
    {
        public DeadLetterStatistics Statistics => throw new NotSupportedException();

        public bool Count(RefusalReason reason) => false;

        public void Keep(in Tick tick, RefusalReason reason, string detail, string origin) => throw new NotSupportedException();

        public IReadOnlyList<DeadLetter> List(int limit, RefusalReason? reason = null) => [];

        public IReadOnlyList<DeadLetter> Find(IReadOnlySet<long> ids) => [];

        public void Mark(long id, ReplayOutcome outcome) => throw new NotSupportedException();
    }
}
