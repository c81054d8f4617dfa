namespace TradingAnalytics.Silo.Tests;

/// <summary>A process killed in the middle of a replay and started again shows in the end what one shows that was never disturbed.</summary>
[Collection(nameof(RealDaySilo))]
public class CrashTests(RealDaySilo realDay)
{
    [Fact]
    public async Task Kill_InTheMiddleOfAReplay_EndsAsTheUninterruptedRun()
    {
        using var folder = new TemporaryFolder();
        string recording = Recordings.WriteChainCsv(folder.At("chain.csv"), minutes: 240);
        await using SiloProcess unbroken = SiloProcess.Start(folder.At("unbroken"), "replay", recording, "--speed", "max", "--cadence", "0");
        await Compare(unbroken, folder, recording, "1800", killAt: 4_000);
    }

    [Fact]
    public async Task Kill_InTheMiddleOfTheRealDay_EndsAsTheUninterruptedRun()
    {
        string day = Recordings.RealDay();
        using var folder = new TemporaryFolder();
        await Compare(await realDay.ReplayedAsync(day), folder, day, "max", killAt: 60_000);
    }

    private static async Task Compare(SiloProcess unbroken, TemporaryFolder folder, string recording, string speed, long killAt)
    {
        string[] arguments = ["replay", recording, "--speed", speed, "--cadence", "0"];
        long total = 0;
        await unbroken.Until("the replay ended", status =>
        {
            total = SiloProcess.Accepted(status);
            return SiloProcess.IsDone(status);
        });
        SortedDictionary<string, string> expected = await Views.Of(unbroken, "NIFTY");
        expected.Count.ShouldBeGreaterThan(8);
        total.ShouldBeGreaterThan(killAt);
        long before = 0;
        await using (SiloProcess killed = SiloProcess.Start(folder.At("broken"), arguments))
        {
            await killed.Until($"{killAt} ticks were accepted", status => (before = SiloProcess.Accepted(status)) >= killAt);
            await killed.Crash();
        }

        before.ShouldBeLessThan(total);
        await using SiloProcess again = SiloProcess.Start(folder.At("broken"), arguments);
        long after = 0;
        await again.Until("the replay ended again", status =>
        {
            after = SiloProcess.Accepted(status);
            return SiloProcess.IsDone(status);
        });
        again.Output.ShouldContain("products and chains are back");
        after.ShouldBeLessThan(total, "what was journalled before the crash is told apart as seen");
        SortedDictionary<string, string> actual = await Views.Of(again, "NIFTY");
        actual.Keys.ShouldBe(expected.Keys);
        foreach ((string name, string view) in expected)
        {
            Assert.True(view == actual[name], $"{name} was {view} and is {actual[name]}");
        }
    }
}
