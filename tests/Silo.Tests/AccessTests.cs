namespace TradingAnalytics.Silo.Tests;

/// <summary>Who is let in, by how the process was started.</summary>
[Collection(nameof(PlainSilo))]
public class AccessTests(PlainSilo plain)
{
    [Fact]
    public async Task Start_BeyondThisMachineWithNobodyWhoCouldSignIn_IsRefusedWithTheRemedy()
    {
        using var folder = new TemporaryFolder();
        await using SiloProcess silo = SiloProcess.Start(folder.Path, "none", "--urls", $"http://0.0.0.0:{FreePort.Next()}");
        (await silo.ExitCode()).ShouldBe(2, silo.Output);
        silo.Output.ShouldContain("there is nobody who could sign in");
        silo.Output.ShouldContain($"trading-analytics user add NAME --role admin --users {Path.Combine(folder.Path, "users.db")}");
        silo.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Start_OnLoopbackWithoutUsers_IsOpenAndSaysSo()
    {
        await plain.Process.Until("it tells its status to anyone", _ => true);
        await plain.Process.Until("it says so", () => Task.FromResult(plain.Process.Output.Contains("OPEN MODE", StringComparison.Ordinal)));
        File.Exists(Path.Combine(plain.Folder, "users.db")).ShouldBeFalse();
    }
}
