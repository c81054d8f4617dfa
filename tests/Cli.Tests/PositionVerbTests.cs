using System.Globalization;
using System.Text.Json;

namespace TradingAnalytics.Cli.Tests;

public sealed class PositionVerbTests : IDisposable
{
    private const string Condor = """
        quantity,right,strike,timeToExpiry,impliedVolatility,entryPrice
        65,P,23000,0.05,0.16,40
        -65,P,23500,0.05,0.15,110
        -65,C,24500,0.05,0.14,120
        65,CE,25000,0.05,0.14,45

        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ta-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Position_IronCondor_PrintsWhatItCanComeTo()
    {
        JsonElement report = await Json(Condor, "--forward", "24000");

        JsonElement outcome = report.GetProperty("atExpiry");
        outcome.GetProperty("exact").GetBoolean().ShouldBeTrue();
        outcome.GetProperty("maxProfit").GetDouble().ShouldBe(145 * 65);
        outcome.GetProperty("maxLoss").GetDouble().ShouldBe(-355 * 65);
        outcome.GetProperty("breakEvens").EnumerateArray().Select(e => e.GetDouble()).ShouldBe([23_355, 24_645]);
        outcome.GetProperty("probabilityOfProfit").GetDouble().ShouldBeInRange(0.5, 0.8);
        report.GetProperty("cost").GetDouble().ShouldBe(-145 * 65);
        report.GetProperty("greeks").GetProperty("gamma").GetDouble().ShouldBeLessThan(0);
        report.GetProperty("legs").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Position_NakedCall_SaysUnlimited()
    {
        const string Legs = "quantity,right,strike,timeToExpiry,price\n-75,C,24200,0.02,150\n";

        JsonElement outcome = (await Json(Legs, "--forward", "24000")).GetProperty("atExpiry");
        outcome.GetProperty("maxLoss").ValueKind.ShouldBe(JsonValueKind.Null);
        outcome.GetProperty("lossUnlimited").GetBoolean().ShouldBeTrue();

        (int code, string text, string error) = await Run(Legs, "--forward", "24000");
        code.ShouldBe(0, error);
        text.ShouldContain("unlimited");
        text.ShouldContain("24350");
    }

    [Fact]
    public async Task Position_ExpiryDates_CountToTheProductsCutOff()
    {
        const string Legs = "quantity,right,strike,expiry,impliedVolatility\n65,C,24200,2026-08-25,0.12\n-65,C,24200,2026-09-01,0.12\n";

        JsonElement report = await Json(Legs, "--spot", "24100", "--rate", "0.065", "--as-of", "2026-08-18T15:30+05:30", "--product", "NIFTY", "--days", "2", "--volatility-shift", "1");

        report.GetProperty("legs")[0].GetProperty("timeToExpiry").GetDouble().ShouldBe(7.0 / 365, 1e-15);
        report.GetProperty("legs")[1].GetProperty("forward").GetDouble().ShouldBe(24_100 * Math.Exp(0.065 * 14 / 365), 1e-9);
        report.GetProperty("atExpiry").GetProperty("exact").GetBoolean().ShouldBeFalse();
        report.GetProperty("reference").GetDouble().ShouldBe(24_100);
        report.GetProperty("scenario").GetProperty("volatilityShift").GetDouble().ShouldBe(0.01);
    }

    [Fact]
    public async Task Position_Csv_IsThePayOff()
    {
        (int code, string output, string error) = await Run(Condor, "--forward", "24000", "--csv");
        code.ShouldBe(0, error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("level,profitAtExpiry,profit");
        double[] breakEven = [.. lines.Single(l => l.StartsWith("23355,", StringComparison.Ordinal)).Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
        breakEven[1].ShouldBe(0);
    }

    [Theory]
    [InlineData("quantity,strike\n1,100\n", "line 1, column right")]
    [InlineData("quantity,right,strike,timeToExpiry,impliedVolatility\n65,C,24000,0.1,0.2\n65,X,24000,0.1,0.2\n", "line 3, column right: 'X' is neither C nor P")]
    [InlineData("quantity,right,strike,timeToExpiry,impliedVolatility\nmany,C,24000,0.1,0.2\n", "line 2, column quantity: 'many' is not a number")]
    [InlineData("quantity,right,strike,timeToExpiry,impliedVolatility\n1,C,-5,0.1,0.2\n", "line 2, column strike: -5 is below 0")]
    [InlineData("quantity,right,strike,timeToExpiry\n1,C,24000,0.1\n", "line 2, column impliedVolatility: no value, and no price either")]
    [InlineData("quantity,right,strike,timeToExpiry,price\n1,C,20000,0.1,5\n", "line 2, column price: 5 is below the option's intrinsic value")]
    [InlineData("quantity,right,strike,expiry,price\n1,C,24000,2026-08-25,5\n", "line 2, column expiry: a date needs --as-of and --product")]
    [InlineData("quantity,right,strike,expiry,price\n1,C,24000,25-Aug,5\n", "line 2, column expiry: '25-Aug' is no date")]
    [InlineData("quantity,right\n", "line 2: no legs")]
    public async Task Position_BadFile_NamesLineAndColumn(string legs, string expected)
    {
        (int code, string output, string error) = await Run(legs, "--forward", "24000", "--json");
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldStartWith(expected);
    }

    [Fact]
    public async Task Position_BadOptions_AreCode2()
    {
        (int code, _, string error) = await Run(Condor);
        code.ShouldBe(2);
        error.ShouldStartWith("line 2, column forward: no value, and neither --forward nor --spot is given");

        (code, _, error) = await Run(Condor, "--forward", "24000", "--spot", "24000");
        code.ShouldBe(2);
        error.ShouldContain("give one of them");

        (code, _, error) = await Tool.Run("position", _file + ".absent", "--forward", "1");
        code.ShouldBe(2);
        error.ShouldStartWith("trading-analytics position:");
    }

    private async Task<JsonElement> Json(string legs, params string[] options)
    {
        (int code, string output, string error) = await Run(legs, [.. options, "--json"]);
        code.ShouldBe(0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private Task<(int Code, string Output, string Error)> Run(string legs, params string[] options)
    {
        File.WriteAllText(_file, legs);
        return Tool.Run(["position", _file, .. options]);
    }
}
