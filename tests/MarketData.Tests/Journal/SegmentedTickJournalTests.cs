using CsCheck;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

public class SegmentedTickJournalTests
{
    [Fact]
    public void Open_EmptyFolder_IsEmpty()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        journal.LastSequence.ShouldBe(0);
        journal.FirstSequence.ShouldBe(1);
        journal.Read(0).ShouldBeEmpty();
        journal.LastSequenceBefore(long.MaxValue).ShouldBe(0);
        journal.OpenReport.ShouldBe(new JournalOpenReport(0, 0, 1, 0, 0));
        journal.OpenReport.Warning.ShouldBeNull();
    }

    [Fact]
    public async Task AppendAsync_EntriesOfTwoRoutes_NumbersFramesAndLinksEachRoute()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        TickFrame[] first = await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 1), JournalFixture.Entry(JournalFixture.Chain, 2, 3), JournalFixture.Entry(JournalFixture.Nifty, 5));
        TickFrame[] second = await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Chain, 6));

        first.Concat(second).Select(frame => (frame.Sequence, frame.Previous)).ShouldBe([(1, 0), (2, 0), (3, 1), (4, 2)]);
        journal.LastSequence.ShouldBe(4);
        JournalFixture.ShouldEqual(journal.Read(0), [.. first, .. second]);
        JournalFixture.ShouldEqual(journal.Read(1, route => route == JournalFixture.Chain), [first[1], second[0]]);
        journal.Read(4).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_AfterClose_GoesOnWithSequencesAndLinks()
    {
        using var fixture = new JournalFixture();
        TickFrame[] before;
        using (SegmentedTickJournal journal = fixture.Open())
        {
            before = await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 1), JournalFixture.Entry(JournalFixture.Chain, 2));
        }

        using SegmentedTickJournal reopened = fixture.Open();
        TickFrame[] after = await JournalFixture.Append(reopened, JournalFixture.Entry(JournalFixture.Nifty, 3));

        after.Single().ShouldSatisfyAllConditions(frame => frame.Sequence.ShouldBe(3), frame => frame.Previous.ShouldBe(1));
        JournalFixture.ShouldEqual(reopened.Read(0), [.. before, .. after]);
    }

    [Fact]
    public async Task Open_ManySegments_LinksARouteToAFrameManySegmentsAgo()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        var expected = new List<TickFrame>();
        using (SegmentedTickJournal journal = fixture.Open())
        {
            expected.AddRange(await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 1)));
            for (ulong i = 0; i < 200; i++)
            {
                expected.AddRange(await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Chain, 10 + i, received: 2_000 + (long)i)));
            }
        }

        fixture.Files.Length.ShouldBeGreaterThan(5);
        using SegmentedTickJournal reopened = fixture.Open();
        reopened.OpenReport.ShouldSatisfyAllConditions(
            report => report.LastSequence.ShouldBe(201),
            report => report.Segments.ShouldBe(fixture.Files.Length),
            report => report.VerifiedBytes.ShouldBe(report.Bytes));
        expected.AddRange(await JournalFixture.Append(reopened, JournalFixture.Entry(JournalFixture.Nifty, 2, received: 9_000)));
        expected[^1].Previous.ShouldBe(1);
        for (long after = 0; after <= 202; after += 7)
        {
            JournalFixture.ShouldEqual(reopened.Read(after), expected.Skip((int)after));
        }

        reopened.LastSequenceBefore(2_000).ShouldBe(1);
        reopened.LastSequenceBefore(2_100).ShouldBe(101);
        reopened.LastSequenceBefore(0).ShouldBe(0);
        reopened.LastSequenceBefore(long.MaxValue).ShouldBe(202);
    }

    [Fact]
    public void AnyFrames_Reopened_AreEqual() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40], Gen.Bool).Array[1, 60].Sample(
            steps => Roundtrip(steps).GetAwaiter().GetResult(),
            iter: 30,
            threads: 1);

    private static async Task Roundtrip((int Route, int Ticks, bool NewCommit)[] steps)
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 8_192;
        var expected = new List<TickFrame>();
        var pending = new List<JournalEntry>();
        ulong id = 1;
        SegmentedTickJournal journal = fixture.Open();
        foreach ((int route, int ticks, bool newCommit) in steps)
        {
            pending.Add(JournalFixture.Entry(TickRoute.Parse($"P{route}"), id, ticks));
            id += (ulong)ticks;
            if (newCommit)
            {
                expected.AddRange(await JournalFixture.Append(journal, [.. pending]));
                pending.Clear();
            }

            if (id % 7 == 0)
            {
                journal.Dispose();
                journal = fixture.Open();
            }
        }

        journal.Dispose();
        using SegmentedTickJournal reopened = fixture.Open();
        JournalFixture.ShouldEqual(reopened.Read(0), expected);
        reopened.OpenReport.Warning.ShouldBeNull();
        var newest = new Dictionary<TickRoute, long>();
        foreach (TickFrame frame in expected)
        {
            frame.Previous.ShouldBe(newest.GetValueOrDefault(frame.Route));
            newest[frame.Route] = frame.Sequence;
        }
    }

    [Fact]
    public async Task Read_WhileFramesAreWritten_SeesAWholePrefix()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 16_384;
        using SegmentedTickJournal journal = fixture.Open();
        const int Commits = 400;
        Task writing = Task.Run(async () =>
        {
            for (ulong i = 0; i < Commits; i++)
            {
                await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, (i * 2) + 1), JournalFixture.Entry(JournalFixture.Chain, (i * 2) + 2));
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
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        TickFrame[][] appended = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var frames = new List<TickFrame>();
            for (int i = 0; i < 50; i++)
            {
                frames.AddRange(await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, (ulong)((caller * 1_000) + i + 1))));
            }

            return frames.ToArray();
        })));

        JournalFixture.ShouldEqual(journal.Read(0), appended.SelectMany(frames => frames).OrderBy(frame => frame.Sequence));
        journal.LastSequence.ShouldBe(400);
    }

    [Fact]
    public async Task Open_FolderInUse_SaysByWhom()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        JournalInUseException refused = Should.Throw<JournalInUseException>(fixture.Open);

        refused.Message.ShouldContain(fixture.Folder);
        refused.Message.ShouldContain($"process {Environment.ProcessId}");
        await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 1));
    }

    [Fact]
    public async Task DropBefore_Sequence_KeepsEveryFrameFromIt()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        using SegmentedTickJournal journal = fixture.Open();
        for (ulong i = 1; i <= 100; i++)
        {
            await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, i));
        }

        journal.DropBefore(50).ShouldBeGreaterThan(0);

        journal.FirstSequence.ShouldBeInRange(2, 50);
        journal.Read(0).First().Sequence.ShouldBe(journal.FirstSequence);
        journal.Read(49).Count().ShouldBe(51);
        journal.DropBefore(long.MaxValue).ShouldBeGreaterThan(0);
        fixture.Files.Length.ShouldBe(1);
        journal.LastSequence.ShouldBe(100);
        (await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 101)))[0].ShouldSatisfyAllConditions(
            frame => frame.Sequence.ShouldBe(101),
            frame => frame.Previous.ShouldBe(100));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task ApplyRetention_BySize_NeverDropsWhatIsStillNeeded(long safeSequence)
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        fixture.Options.RetainBytes = 9_000;
        using SegmentedTickJournal journal = fixture.Open();
        for (ulong i = 1; i <= 100; i++)
        {
            await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, i));
        }

        journal.ApplyRetention(safeSequence);

        journal.FirstSequence.ShouldBeLessThanOrEqualTo(Math.Max(1, safeSequence));
        (journal.Bytes <= 9_000).ShouldBe(safeSequence == 100);
        journal.Read(safeSequence - 1).Count().ShouldBe(safeSequence == 0 ? 100 : 101 - (int)safeSequence);
    }

    [Fact]
    public async Task ApplyRetention_ByAge_DropsSegmentsWhoseNewestFrameIsOlder()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        fixture.Options.RetainFor = TimeSpan.FromHours(1);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddHours(2));
        using SegmentedTickJournal journal = SegmentedTickJournal.Open(fixture.Options, clock);
        for (ulong i = 1; i <= 120; i++)
        {
            await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, i, received: (long)i * 60_000_000));
        }

        journal.ApplyRetention(safeSequence: 120);

        journal.FirstSequence.ShouldBeInRange(2, 60);
        journal.Read(59).Count().ShouldBe(61);
    }

    [Fact]
    public async Task AppendAsync_PayloadThatIsNoTicks_Throws()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        await Should.ThrowAsync<ArgumentException>(() => JournalFixture.Append(journal, new JournalEntry(JournalFixture.Nifty, 1, new byte[95])));
        await Should.ThrowAsync<ArgumentException>(() => JournalFixture.Append(journal, new JournalEntry(JournalFixture.Nifty, 1, default)));
        journal.LastSequence.ShouldBe(0);
    }

    [Fact]
    public async Task Recording_OfAJournalInUse_ReadsTheBatchesInOrder()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();
        await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Nifty, 1, received: 10), JournalFixture.Entry(JournalFixture.Chain, 2, 2, received: 10));
        await JournalFixture.Append(journal, JournalFixture.Entry(JournalFixture.Chain, 4, received: 20));
        var skips = new SkipReport();

        IRecordedMarket market = RecordedMarket.Open(fixture.Folder, Validation.Market.Catalogue);
        var batches = market.Read(skips).ToList();

        market.Format.ShouldBe("journal");

        batches.Select(batch => string.Join(' ', batch.Ticks.Select(tick => tick.Id))).ShouldBe(["1 2 3", "4"]);
        batches.Select(batch => batch.Time).ShouldBe([DateTimeOffset.UnixEpoch.AddMilliseconds(3), DateTimeOffset.UnixEpoch.AddMilliseconds(4)]);
        skips.Total.ShouldBe(0);
        JournalRecording.IsJournal(fixture.Folder).ShouldBeTrue();
        JournalRecording.IsJournal(Path.GetTempPath()).ShouldBeFalse();
    }
}
