using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Cli.Csv;

namespace TradingAnalytics.Cli.Tests.Csv;

public class RowPipelineTests
{
    private const string Header = "right,forward,strike,timeToExpiry,discountFactor,price";

    [Fact]
    public void Run_ColumnsInAnyOrderWithOthersBetween_KeepsThemAndAppends()
    {
        var (exit, lines, _) = Iv("note,price,strike,right,forward,discountFactor,timeToExpiry\n\"a, b\",7.9655674554058038,100,C,100,1,1\n");

        exit.ShouldBe(0);
        lines[0].ShouldBe("note,price,strike,right,forward,discountFactor,timeToExpiry,impliedVolatility,status");
        lines[1].ShouldStartWith("\"a, b\",7.9655674554058038,100,C,100,1,1,");
        lines[1].ShouldEndWith(",ok");
        double.Parse(lines[1].Split(',')[^2], CultureInfo.InvariantCulture).ShouldBe(0.2, 1e-15);
    }

    [Fact]
    public void Run_EveryStatus_IsNamed()
    {
        var (exit, lines, _) = Iv(
            Header + "\nC,100,90,1,1,9\nC,100,90,1,1,10\nC,100,90,1,1,100\nC,100,90,0,1,11\nC,100,90,1,1,\nP,100,90,1,1,3\n");

        exit.ShouldBe(0);
        lines.Skip(1).Select(l => l.Split(',')[^1]).ShouldBe(["belowIntrinsic", "atIntrinsic", "aboveBound", "expired", "noPrice", "ok"]);
        lines[1].Split(',')[^2].ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X,100,90,1,1,9", "right")]
    [InlineData("C,abc,90,1,1,9", "forward")]
    [InlineData("C,-100,90,1,1,9", "forward")]
    [InlineData("C,100,,1,1,9", "strike")]
    [InlineData("C,100,90,NaN,1,9", "timeToExpiry")]
    [InlineData("C,100,90,1,0,9", "discountFactor")]
    [InlineData("C,100,90,1,1,x", "price")]
    [InlineData("C,100,90,1", "discountFactor")]
    public void Run_BadRow_StopsNamingLineAndColumn(string row, string column)
    {
        var (exit, lines, errors) = Iv($"{Header}\nC,100,90,1,1,12\n{row}\nC,100,90,1,1,13\n");

        exit.ShouldBe(2);
        lines.Length.ShouldBe(2);
        errors.ShouldStartWith($"line 3, column {column}: ");
    }

    [Fact]
    public void Run_BadRowKeepGoing_SaysSoInTheStatus()
    {
        var (exit, lines, _) = Iv($"{Header}\nC,abc,90,1,1,9\nC,100,90,1,1,13\n", keepGoing: true);

        exit.ShouldBe(0);
        lines[1].ShouldBe("C,abc,90,1,1,9,,invalidInput");
        lines[2].ShouldEndWith(",ok");
    }

    [Fact]
    public void Run_HeaderWithoutAColumn_NamesIt()
    {
        var (exit, _, errors) = Iv("right,forward,timeToExpiry,discountFactor,price\n");

        exit.ShouldBe(2);
        errors.ShouldStartWith("line 1, column strike: missing");
    }

    [Fact]
    public void Run_ModelColumn_ChoosesTheModelPerRow()
    {
        var (_, lines, _) = Iv($"{Header},model\nC,100,100,1,1,7.9788456080286538,bachelier\nC,100,100,1,1,7.9655674554058038,black76\n");

        double.Parse(lines[1].Split(',')[^2], CultureInfo.InvariantCulture).ShouldBe(20, 1e-13);
        double.Parse(lines[2].Split(',')[^2], CultureInfo.InvariantCulture).ShouldBe(0.2, 1e-15);
    }

    [Fact]
    public void Run_WindowsLineEndsAndBlankLines_AreRead()
    {
        var (exit, lines, _) = Iv($"\uFEFF{Header}\r\nC,100,90,1,1,12\r\n\r\nC,100,90,1,1,13\r\n");

        exit.ShouldBe(0);
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public void Run_Json_WritesAnArrayOfObjects()
    {
        var (exit, lines, _) = Run(new ImpliedVolatilityCalculator(), $"{Header}\nC,100,90,1,1,12\nC,100,90,1,1,5\n", false, true);

        exit.ShouldBe(0);
        using var document = JsonDocument.Parse(string.Join('\n', lines));
        var rows = document.RootElement;
        rows.GetArrayLength().ShouldBe(2);
        rows[0].GetProperty("strike").GetDouble().ShouldBe(90);
        rows[0].GetProperty("status").GetString().ShouldBe("ok");
        rows[1].GetProperty("impliedVolatility").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Greeks_RawAndTraderUnits_DifferByTheirFactors()
    {
        string input = "right,forward,strike,timeToExpiry,discountFactor,impliedVolatility\nP,100,105,1,0.95,0.2\n";
        var raw = Values(Run(new GreeksCalculator(raw: true), input, false, false).Lines);
        var trader = Values(Run(new GreeksCalculator(raw: false), input, false, false).Lines);

        raw["vega"].ShouldBe(37.508870024173795, 1e-11);
        trader["vega"].ShouldBe(raw["vega"] / 100, 1e-14);
        trader["theta"].ShouldBe(raw["theta"] / 365, 1e-14);
        trader["rho"].ShouldBe(raw["rho"] / 100, 1e-14);
        trader["delta"].ShouldBe(raw["delta"]);
        raw["dualGamma"].ShouldBe(0.017010825407788574, 1e-14);
    }

    [Fact]
    public void Greeks_OfAVolatilityThatDoesNotExist_SayNoVolatility()
    {
        string input = "right,forward,strike,timeToExpiry,discountFactor,impliedVolatility\nP,100,105,1,0.95,\n";

        Run(new GreeksCalculator(raw: true), input, false, false).Lines[1].ShouldEndWith(",noVolatility");
    }

    private static Dictionary<string, double> Values(string[] lines)
    {
        string[] values = lines[1].Split(',');
        return lines[0].Split(',').Select((name, i) => (name, i)).Where(c => c.i > 0 && c.name != "status")
            .ToDictionary(c => c.name, c => double.Parse(values[c.i], CultureInfo.InvariantCulture));
    }

    private static (int Exit, string[] Lines, string Errors) Iv(string input, bool keepGoing = false) =>
        Run(new ImpliedVolatilityCalculator(), input, keepGoing, false);

    private static (int Exit, string[] Lines, string Errors) Run(IRowCalculator calculator, string input, bool keepGoing, bool json)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        int exit = new RowPipeline(calculator, new StringReader(input), output, errors, keepGoing, json).Run();
        return (exit, Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n'), errors.ToString());
    }
}
