using CsCheck;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

/// <summary>What every journal keeps to, wherever it lies.</summary>
public abstract class TickJournalLaws : IDisposable
{
    private readonly Dictionary<TickRoute, long> _newest = [];
    private ITickJournal? _open;

    [Fact]
    public void Read_NothingAppended_IsEmpty()
    {
        ITickJournal journal = Reopened();

        journal.LastSequence.ShouldBe(0);
        journal.Read(0).ShouldBeEmpty();
        journal.LastSequenceBefore(long.MaxValue).ShouldBe(0);
    }

    [Fact]
    public async Task AppendAsync_EntriesOfTwoRoutes_NumbersFramesAndLinksEachRoute()
    {
        ITickJournal journal = Reopened();

        TickFrame[] first = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1), JournalFrames.Entry(JournalFrames.Chain, 2, 3), JournalFrames.Entry(JournalFrames.Nifty, 5));
        TickFrame[] second = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 6));

        first.Concat(second).Select(frame => (frame.Sequence, frame.Previous)).ShouldBe([(1, 0), (2, 0), (3, 1), (4, 2)]);
        journal.LastSequence.ShouldBe(4);
        JournalFrames.ShouldEqual(journal.Read(0), [.. first, .. second]);
        JournalFrames.ShouldEqual(journal.Read(1, route => route == JournalFrames.Chain), [first[1], second[0]]);
        journal.Read(4).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_RoutesAskedFor_AreAllThatHaveFramesAfter()
    {
        ITickJournal journal = Reopened();
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1), JournalFrames.Entry(JournalFrames.Chain, 2));
        HashSet<TickRoute> asked = [];

        journal.Read(1, route => !asked.Add(route) && false).ShouldBeEmpty();

        asked.ShouldBe([JournalFrames.Chain]);
    }

    [Fact]
    public async Task Open_AfterClose_GoesOnWithSequencesAndLinks()
    {
        TickFrame[] before = await JournalFrames.Append(Reopened(), JournalFrames.Entry(JournalFrames.Nifty, 1), JournalFrames.Entry(JournalFrames.Chain, 2));

        ITickJournal reopened = Reopened();
        TickFrame[] after = await JournalFrames.Append(reopened, JournalFrames.Entry(JournalFrames.Nifty, 3));

        after.Single().ShouldSatisfyAllConditions(frame => frame.Sequence.ShouldBe(3), frame => frame.Previous.ShouldBe(1));
        JournalFrames.ShouldEqual(reopened.Read(0), [.. before, .. after]);
    }

    [Fact]
    public async Task LastSequenceBefore_FramesOverSeconds_FindsTheLastReceivedBefore()
    {
        ITickJournal journal = Reopened();
        for (ulong i = 0; i < 200; i++)
        {
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 10 + i, received: 5_000_000 + ((long)i * 30_000)));
        }

        journal.LastSequenceBefore(0).ShouldBe(0);
        journal.LastSequenceBefore(5_000_000).ShouldBe(0);
        journal.LastSequenceBefore(5_000_001).ShouldBe(1);
        journal.LastSequenceBefore(6_000_000).ShouldBe(34);
        journal.LastSequenceBefore(8_000_000).ShouldBe(100);
        journal.LastSequenceBefore(long.MaxValue).ShouldBe(200);
    }

    [Fact]
    public void AnyFrames_Reopened_AreEqual() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40], Gen.Bool).Array[1, 60].Sample(
            steps => Roundtrip(steps).GetAwaiter().GetResult(),
            iter: 20,
            threads: 1);

    [Fact]
    public async Task Read_WhileFramesAreWritten_SeesAWholePrefix()
    {
        ITickJournal journal = Reopened();
        const int Commits = 400;
        Task writing = Task.Run(async () =>
        {
            for (ulong i = 0; i < Commits; i++)
            {
                await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, (i * 2) + 1), JournalFrames.Entry(JournalFrames.Chain, (i * 2) + 2));
            }
        }, TestContext.Current.CancellationToken);
        long seen = 0;
        while (seen < Commits * 2)
        {
            long durable = journal.LastSequence;
            long expected = 0;
            foreach (TickFrame frame in journal.Read(0))
            {
                frame.Sequence.ShouldBe(++expected);
                frame.Ticks[0].Id.ShouldBe((ulong)expected);
            }

            expected.ShouldBeGreaterThanOrEqualTo(durable);
            seen = expected;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await writing;
    }

    [Fact]
    public async Task AppendAsync_ManyCallersAtOnce_EveryFrameOnceAndInOrder()
    {
        ITickJournal journal = Reopened();

        TickFrame[][] appended = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var frames = new List<TickFrame>();
            for (int i = 0; i < 50; i++)
            {
                frames.AddRange(await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, (ulong)((caller * 1_000) + i + 1))));
            }

            return frames.ToArray();
        })));

        JournalFrames.ShouldEqual(journal.Read(0), appended.SelectMany(frames => frames).OrderBy(frame => frame.Sequence));
        journal.LastSequence.ShouldBe(400);
    }

    [Fact]
    public async Task AppendAsync_PayloadThatIsNoTicks_Throws()
    {
        ITickJournal journal = Reopened();

        await Should.ThrowAsync<ArgumentException>(() => JournalFrames.Append(journal, new JournalEntry(JournalFrames.Nifty, 1, new byte[95])));
        await Should.ThrowAsync<ArgumentException>(() => JournalFrames.Append(journal, new JournalEntry(JournalFrames.Nifty, 1, default)));
        journal.LastSequence.ShouldBe(0);
    }

    public virtual void Dispose()
    {
        if (_open is not null)
        {
            Close(_open);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The test's journal: empty at first, then what it was when it was closed.</summary>
    protected abstract ITickJournal Open();

    protected abstract void Close(ITickJournal journal);

    private ITickJournal Reopened()
    {
        if (_open is not null)
        {
            Close(_open);
        }

        return _open = Open();
    }

    private async Task Roundtrip((int Route, int Ticks, bool NewCommit)[] steps)
    {
        ITickJournal journal = Reopened();
        long start = journal.LastSequence;
        var expected = new List<TickFrame>();
        var pending = new List<JournalEntry>();
        ulong id = 1;
        foreach ((int route, int ticks, bool newCommit) in steps)
        {
            pending.Add(JournalFrames.Entry(TickRoute.Parse($"P{route}"), id, ticks));
            id += (ulong)ticks;
            if (newCommit)
            {
                expected.AddRange(await JournalFrames.Append(journal, [.. pending]));
                pending.Clear();
            }

            if (id % 7 == 0)
            {
                journal = Reopened();
            }
        }

        JournalFrames.ShouldEqual(Reopened().Read(start), expected);
        foreach (TickFrame frame in expected)
        {
            frame.Previous.ShouldBe(_newest.GetValueOrDefault(frame.Route));
            _newest[frame.Route] = frame.Sequence;
        }
    }
}
