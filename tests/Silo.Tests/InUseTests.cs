namespace TradingAnalytics.Silo.Tests;

/// <summary>What the executable says and how it ends when another has what it needs.</summary>
[Collection(nameof(PlainSilo))]
public class InUseTests(PlainSilo plain)
{
    [Fact]
    public async Task Start_FolderOrPortInUse_SaysSoAndExitsWith1()
    {
        using var folder = new TemporaryFolder();
        await using SiloProcess second = SiloProcess.Start(plain.Folder, "none");
        (await second.ExitCode()).ShouldBe(1);
        second.Output.ShouldContain("is in use by another process");
        second.Output.ShouldNotContain("   at ");

        await using SiloProcess third = SiloProcess.Start(folder.At("other"), "none", "--urls", $"http://127.0.0.1:{plain.Process.Port}");
        (await third.ExitCode()).ShouldBe(1);
        third.Output.ShouldContain($"Port {plain.Process.Port}");
        third.Output.ShouldNotContain("   at ");
    }
}
