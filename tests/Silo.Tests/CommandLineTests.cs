namespace TradingAnalytics.Silo.Tests;

/// <summary>What the executable says and how it ends when it is started wrongly, and when it is asked to stop.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("--rate", "5", "--rate")]
    [InlineData("--rate", "many", "--rate")]
    [InlineData("--bogus", "1", "--bogus")]
    public async Task Start_WithAWrongValue_NamesItAndExitsWith2(string option, string value, string named)
    {
        using var folder = new TemporaryFolder();
        await using SiloProcess silo = SiloProcess.Start(folder.Path, option, value);
        (await silo.ExitCode()).ShouldBe(2);
        silo.Output.ShouldContain(named);
        silo.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Terminate_WhileSimulating_StopsCleanlyAndComesBack()
    {
        using var folder = new TemporaryFolder();
        await using (SiloProcess silo = SiloProcess.Start(folder.Path, "simulate", "--rate", "2000"))
        {
            await silo.Until("ticks come in", status => SiloProcess.Accepted(status) > 2_000);
            (await silo.Terminate()).ShouldBe(0, silo.Output);
            Assert.True(!silo.Output.Contains("fail:", StringComparison.Ordinal), silo.Output);
        }

        await using SiloProcess again = SiloProcess.Start(folder.Path, "simulate", "--keep", "--rate", "10");
        await again.Until("it runs", _ => true);
        again.Output.ShouldContain("products and chains are back");
    }
}
