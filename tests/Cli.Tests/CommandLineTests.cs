namespace TradingAnalytics.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("surfboard")]
    [InlineData("chain")]
    [InlineData("greeks", "--units", "martian")]
    public async Task Run_CommandLineNotUnderstood_SaysSoAndEndsWithTwo(params string[] arguments)
    {
        (int code, string _, string error) = await Tool.Run(arguments);
        code.ShouldBe(2);
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Help_ListsEveryVerb()
    {
        (int code, string output, string _) = await Tool.Run("--help");
        code.ShouldBe(0);
        foreach (string verb in (string[])["iv", "greeks", "chain", "replay"])
        {
            output.ShouldContain($"  {verb} ");
        }
    }
}
