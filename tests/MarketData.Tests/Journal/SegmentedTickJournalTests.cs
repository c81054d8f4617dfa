using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

public sealed class SegmentedTickJournalTests : TickJournalLaws
{
    private JournalFixture? _fixture;

    protected override ITickJournal Open()
    {
        _fixture ??= new JournalFixture();
        _fixture.Options.SegmentBytes = 16_384;
        return _fixture.Open();
    }

    protected override void Close(ITickJournal journal) => ((SegmentedTickJournal)journal).Dispose();

    public override void Dispose()
    {
        base.Dispose();
        _fixture?.Dispose();
    }

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
    public async Task Open_ManySegments_LinksARouteToAFrameManySegmentsAgo()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        var expected = new List<TickFrame>();
        using (SegmentedTickJournal journal = fixture.Open())
        {
            expected.AddRange(await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1)));
            for (ulong i = 0; i < 200; i++)
            {
                expected.AddRange(await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 10 + i, received: 2_000 + (long)i)));
            }
        }

        fixture.Files.Length.ShouldBeGreaterThan(5);
        using SegmentedTickJournal reopened = fixture.Open();
        reopened.OpenReport.ShouldSatisfyAllConditions(
            report => report.LastSequence.ShouldBe(201),
            report => report.Segments.ShouldBe(fixture.Files.Length),
            report => report.VerifiedBytes.ShouldBe(report.Bytes));
        expected.AddRange(await JournalFrames.Append(reopened, JournalFrames.Entry(JournalFrames.Nifty, 2, received: 9_000)));
        expected[^1].Previous.ShouldBe(1);
        for (long after = 0; after <= 202; after += 7)
        {
            JournalFrames.ShouldEqual(reopened.Read(after), expected.Skip((int)after));
        }

        reopened.LastSequenceBefore(2_000).ShouldBe(1);
        reopened.LastSequenceBefore(2_100).ShouldBe(101);
        reopened.LastSequenceBefore(0).ShouldBe(0);
        reopened.LastSequenceBefore(long.MaxValue).ShouldBe(202);
    }

    [Fact]
    public async Task Open_FolderInUse_SaysByWhom()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();

        JournalInUseException refused = Should.Throw<JournalInUseException>(fixture.Open);

        refused.Message.ShouldContain(fixture.Folder);
        refused.Message.ShouldContain($"process {Environment.ProcessId}");
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1));
    }

    [Fact]
    public async Task DropBefore_Sequence_KeepsEveryFrameFromIt()
    {
        using var fixture = new JournalFixture();
        fixture.Options.SegmentBytes = 4_096;
        using SegmentedTickJournal journal = fixture.Open();
        for (ulong i = 1; i <= 100; i++)
        {
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, i));
        }

        journal.DropBefore(50).ShouldBeGreaterThan(0);

        journal.FirstSequence.ShouldBeInRange(2, 50);
        journal.Read(0).First().Sequence.ShouldBe(journal.FirstSequence);
        journal.Read(49).Count().ShouldBe(51);
        journal.DropBefore(long.MaxValue).ShouldBeGreaterThan(0);
        fixture.Files.Length.ShouldBe(1);
        journal.LastSequence.ShouldBe(100);
        (await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 101)))[0].ShouldSatisfyAllConditions(
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
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, i));
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
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, i, received: (long)i * 60_000_000));
        }

        journal.ApplyRetention(safeSequence: 120);

        journal.FirstSequence.ShouldBeInRange(2, 60);
        journal.Read(59).Count().ShouldBe(61);
    }

    [Fact]
    public async Task Recording_OfAJournalInUse_ReadsTheBatchesInOrder()
    {
        using var fixture = new JournalFixture();
        using SegmentedTickJournal journal = fixture.Open();
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1, received: 10), JournalFrames.Entry(JournalFrames.Chain, 2, 2, received: 10));
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 4, received: 20));
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
