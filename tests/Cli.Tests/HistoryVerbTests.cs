namespace TradingAnalytics.Cli.Tests;

public sealed class HistoryVerbTests : IDisposable
{
    private const string Snapshots = """
        timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho
        202608181100,NIFTY50,25-Aug-2026,24200,CE,24209,154.5,,,,,30,300,1,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24200,PE,24209,117.5,,,,,40,400,2,0,0,0,0,0,0
        202608181101,NIFTY50,25-Aug-2026,24200,CE,24210,155,,,,,55,700,203,0,0,0,0,0,0

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-import-").FullName;

    [Fact]
    public async Task Import_Twice_SaysTheSameAndHoldsTheMarketMeanwhile()
    {
        string file = Path.Combine(_folder, "day.csv");
        await File.WriteAllTextAsync(file, Snapshots, TestContext.Current.CancellationToken);
        (int code, string output, string error) = await Tool.Run("import", file, "--data-dir", _folder);
        code.ShouldBe(0, error);
        output.ShouldContain("5 of 5 observations taken");
        output.ShouldContain("written 4 rows of metrics");
        output.ShouldContain("4 states");
        (code, string again, error) = await Tool.Run("import", file, "--data-dir", _folder);
        code.ShouldBe(0, error);
        again.Split('\n')[1].Split(';')[0].ShouldBe(output.Split('\n')[1].Split(';')[0]);
        await using var held = new FileStream(Path.Combine(_folder, "push", "in-use.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        (code, _, error) = await Tool.Run("import", file, "--data-dir", _folder);
        code.ShouldBe(1);
        error.ShouldContain("is in use");
    }

    [Theory]
    [InlineData("nothing-here.csv", "push", "There is no file")]
    [InlineData("day.csv", "../push", "no market's name")]
    public async Task Import_WhatCannotBe_IsSaid(string name, string market, string says)
    {
        (int code, _, string error) = await Tool.Run("import", Path.Combine(_folder, name), "--data-dir", _folder, "--market", market);
        code.ShouldBe(2);
        error.ShouldContain(says);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
