using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

public class JournalFaultTests
{
    [Theory]
    [InlineData(JournalFlush.Disk)]
    [InlineData(JournalFlush.OperatingSystem)]
    public async Task Open_LastFrameTornAtAnyByte_CutsItAndKeepsAllBefore(JournalFlush flush)
    {
        using var fixture = new JournalFixture();
        fixture.Options.Flush = flush;
        (TickFrame[] kept, long sound, byte[] whole) = await WriteThreeCommits(fixture);
        string file = fixture.Files.Single();
        for (long length = sound; length <= whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..(int)length]);
            using SegmentedTickJournal journal = fixture.Open();
            bool torn = length < whole.Length;
            journal.LastSequence.ShouldBe(torn ? 2 : 3, $"torn at byte {length}");
            JournalFrames.ShouldEqual(journal.Read(0).Take(2), kept);
            new FileInfo(file).Length.ShouldBe(torn ? sound : whole.Length);
            journal.OpenReport.CutBytes.ShouldBe(torn ? length - sound : 0);
            (journal.OpenReport.Warning is null).ShouldBe(!torn || length == sound);
        }
    }

    [Fact]
    public async Task Open_AnyByteOfTheLastFrameFlipped_CutsItAndKeepsAllBefore()
    {
        using var fixture = new JournalFixture();
        (TickFrame[] kept, long sound, byte[] whole) = await WriteThreeCommits(fixture);
        string file = fixture.Files.Single();
        for (long at = sound; at < whole.Length; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x10;
            File.WriteAllBytes(file, flipped);
            using SegmentedTickJournal journal = fixture.Open();
            journal.LastSequence.ShouldBe(2, $"flipped at byte {at}");
            JournalFrames.ShouldEqual(journal.Read(0), kept);
            journal.OpenReport.Warning.ShouldNotBeNull().ShouldContain(file);
        }
    }

    [Fact]
    public async Task Open_TailOfZeroes_IsCut()
    {
        // What a file system leaves when the length was written and the data was not.
        using var fixture = new JournalFixture();
        (_, _, byte[] whole) = await WriteThreeCommits(fixture);
        File.WriteAllBytes(fixture.Files.Single(), [.. whole, .. new byte[10_000]]);

        using SegmentedTickJournal journal = fixture.Open();

        journal.LastSequence.ShouldBe(3);
        journal.OpenReport.CutBytes.ShouldBe(10_000);
        (await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 9)))[0].Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task Open_TornInsideACommitOfSeveralFrames_KeepsTheWholeFramesBeforeTheTear()
    {
        using var fixture = new JournalFixture();
        fixture.Options.Flush = JournalFlush.Disk;
        using (SegmentedTickJournal journal = fixture.Open())
        {
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1), JournalFrames.Entry(JournalFrames.Nifty, 2), JournalFrames.Entry(JournalFrames.Nifty, 3));
        }

        // A power cut wrote the third frame of a commit and not the second: none of it was acknowledged.
        Flip(fixture.Files.Single(), frame: 1);
        using SegmentedTickJournal reopened = fixture.Open();

        reopened.LastSequence.ShouldBe(1);
        reopened.OpenReport.CutFrames.ShouldBe(1);
    }

    [Fact]
    public async Task Open_AcknowledgedFrameDamaged_RefusesAndNamesFileOffsetAndRemedy()
    {
        using var fixture = new JournalFixture();
        fixture.Options.Flush = JournalFlush.Disk;
        await WriteThreeCommits(fixture);
        long offset = Flip(fixture.Files.Single(), frame: 1);

        JournalCorruptException refused = Should.Throw<JournalCorruptException>(fixture.Open);

        refused.File.ShouldBe(fixture.Files.Single());
        refused.Offset.ShouldBe(offset);
        refused.Message.ShouldContain("Journal:CutAtCorruption=true");
        fixture.Options.CutAtCorruption = true;
        using SegmentedTickJournal journal = fixture.Open();
        journal.LastSequence.ShouldBe(1);
        journal.OpenReport.CutFrames.ShouldBe(1);
    }

    [Fact]
    public async Task Open_OlderSegmentDamaged_Refuses()
    {
        using var fixture = new JournalFixture();
        await WriteSegments(fixture);
        long offset = Flip(fixture.Files[1], frame: 3);

        JournalCorruptException refused = Should.Throw<JournalCorruptException>(fixture.Open);

        refused.File.ShouldBe(fixture.Files[1]);
        refused.Offset.ShouldBe(offset);
        refused.Message.ShouldContain("move it and all older segments");
    }

    [Fact]
    public async Task Open_OlderSegmentsMovedAway_ReadsFromTheNext()
    {
        using var fixture = new JournalFixture();
        await WriteSegments(fixture);
        Flip(fixture.Files[1], frame: 3);
        foreach (string file in fixture.Files[..2])
        {
            File.Delete(file);
        }

        using SegmentedTickJournal journal = fixture.Open();

        journal.LastSequence.ShouldBe(100);
        journal.FirstSequence.ShouldBeGreaterThan(1);
        journal.Read(0).Select(frame => frame.Sequence).ShouldBe(Enumerable.Range((int)journal.FirstSequence, 101 - (int)journal.FirstSequence).Select(sequence => (long)sequence));
    }

    [Fact]
    public async Task Open_SegmentMissingInTheMiddle_Refuses()
    {
        using var fixture = new JournalFixture();
        await WriteSegments(fixture);
        File.Delete(fixture.Files[1]);

        Should.Throw<JournalCorruptException>(fixture.Open).Message.ShouldContain("should be its last");
    }

    [Fact]
    public async Task Read_OlderSegmentDamagedAndNotVerified_ThrowsWhereItIs()
    {
        using var fixture = new JournalFixture();
        fixture.Options.VerifyBytesAtOpen = 0;
        await WriteSegments(fixture);
        long offset = Flip(fixture.Files[1], frame: 3);
        using SegmentedTickJournal journal = fixture.Open();

        Should.Throw<JournalCorruptException>(() => journal.Read(0).Count()).Offset.ShouldBe(offset);
        journal.Read(90).Count().ShouldBe(10);
    }

    [Fact]
    public async Task Open_SegmentBegunAndNoMore_IsTakenAway()
    {
        using var fixture = new JournalFixture();
        await WriteThreeCommits(fixture);
        string begun = JournalSegment.PathOf(fixture.Folder, 4);
        byte[] header = SegmentHeader.Encode(4, 1_000, []);
        for (int length = 0; length < header.Length; length++)
        {
            File.WriteAllBytes(begun, header[..length]);
            using SegmentedTickJournal journal = fixture.Open();
            journal.LastSequence.ShouldBe(3);
            File.Exists(begun).ShouldBeFalse();
        }

        File.WriteAllBytes(begun, header);
        using SegmentedTickJournal whole = fixture.Open();
        whole.LastSequence.ShouldBe(3);
        (await JournalFrames.Append(whole, JournalFrames.Entry(JournalFrames.Nifty, 9)))[0].Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task Open_HeaderOfASegmentWithFramesDamaged_Refuses()
    {
        using var fixture = new JournalFixture();
        await WriteThreeCommits(fixture);
        byte[] bytes = File.ReadAllBytes(fixture.Files.Single());
        bytes[17] ^= 1;
        File.WriteAllBytes(fixture.Files.Single(), bytes);

        Should.Throw<JournalCorruptException>(fixture.Open).Message.ShouldContain("header is not whole");
    }

    [Theory]
    [InlineData(FailingDisk.Fault.Write)]
    [InlineData(FailingDisk.Fault.HalfAWrite)]
    [InlineData(FailingDisk.Fault.Flush)]
    public async Task AppendAsync_DiskFails_NothingIsTakenAndTheNextCommitGoesOn(FailingDisk.Fault fault)
    {
        using var fixture = new JournalFixture();
        fixture.Options.Flush = JournalFlush.Disk;
        var disk = new FailingDisk();
        TickFrame[] first;
        TickFrame[] second;
        using (SegmentedTickJournal journal = SegmentedTickJournal.Open(fixture.Options, TimeProvider.System, disk.Open))
        {
            first = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1));
            disk.Next = fault;
            JournalWriteException failed = await Should.ThrowAsync<JournalWriteException>(() => JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 2), JournalFrames.Entry(JournalFrames.Chain, 3)));
            failed.Message.ShouldContain("No space left");
            journal.LastSequence.ShouldBe(1);
            journal.Read(0).Count().ShouldBe(1);

            second = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 4), JournalFrames.Entry(JournalFrames.Nifty, 5));
        }

        second.Select(frame => (frame.Sequence, frame.Previous)).ShouldBe([(2, 0), (3, 1)]);
        using SegmentedTickJournal reopened = fixture.Open();
        reopened.OpenReport.Warning.ShouldBeNull();
        JournalFrames.ShouldEqual(reopened.Read(0), [.. first, .. second]);
    }

    [Fact]
    public async Task AppendAsync_DiskFailsAtTheVeryFirstCommitAndAgainWhenCutting_RecoversLater()
    {
        using var fixture = new JournalFixture();
        fixture.Options.Flush = JournalFlush.Disk;
        var disk = new FailingDisk { Next = FailingDisk.Fault.Write };
        using SegmentedTickJournal journal = SegmentedTickJournal.Open(fixture.Options, TimeProvider.System, disk.Open);
        await Should.ThrowAsync<JournalWriteException>(() => JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1)));
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 2));
        disk.Next = FailingDisk.Fault.HalfAWrite;
        await Should.ThrowAsync<JournalWriteException>(() => JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 3)));
        disk.Next = FailingDisk.Fault.SetLength;
        await Should.ThrowAsync<JournalWriteException>(() => JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 4)));

        (await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 5)))[0].ShouldSatisfyAllConditions(
            frame => frame.Sequence.ShouldBe(2),
            frame => frame.Previous.ShouldBe(1));

        journal.Read(0).Select(frame => frame.Ticks[0].Id).ShouldBe([2UL, 5UL]);
    }

    private static async Task<(TickFrame[] FirstTwo, long SoundLength, byte[] Whole)> WriteThreeCommits(JournalFixture fixture)
    {
        using SegmentedTickJournal journal = fixture.Open();
        TickFrame[] first = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1, 2));
        TickFrame[] second = await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Chain, 3, 2));
        long sound = journal.Bytes;
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 5, 2));
        return ([.. first, .. second], sound, File.ReadAllBytes(fixture.Files.Single()));
    }

    private static async Task WriteSegments(JournalFixture fixture)
    {
        fixture.Options.SegmentBytes = 4_096;
        using SegmentedTickJournal journal = fixture.Open();
        for (ulong i = 1; i <= 100; i++)
        {
            await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, i));
        }
    }

    /// <summary>Flips a bit in the ticks of a file's frame (from 0) and answers where the frame begins.</summary>
    private static long Flip(string file, int frame)
    {
        byte[] bytes = File.ReadAllBytes(file);
        long at = SegmentHeader.Read(file, withRoutes: false)!.HeaderLength;
        for (int i = 0; i < frame; i++)
        {
            at += FrameHeader.Size + BitConverter.ToInt32(bytes, (int)at + 52);
        }

        bytes[at + FrameHeader.Size + 40] ^= 4;
        File.WriteAllBytes(file, bytes);
        return at;
    }
}
