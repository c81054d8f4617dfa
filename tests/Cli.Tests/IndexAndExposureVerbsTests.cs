using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TradingAnalytics.Cli.Tests;

public sealed class IndexAndExposureVerbsTests : IDisposable
{
    private const string NseDay = "nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ta-{Guid.NewGuid():N}.csv");

    public IndexAndExposureVerbsTests() => File.WriteAllText(_file, Snapshot());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Vix_Json_HasTheIndexAndEveryTerm()
    {
        (int code, string output, string error) = await Tool.Run("vix", _file, "--json", "--rate", "0.07");
        code.ShouldBe(0, error);
        JsonElement product = JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
        product.GetProperty("product").GetString().ShouldBe("NIFTY");
        product.GetProperty("method").GetString().ShouldBe("cboe");
        product.GetProperty("status").GetString().ShouldBe("ok");
        // Both terms are priced near 12 %: by hand to the paisa, so only about.
        product.GetProperty("index").GetDouble().ShouldBe(12, 0.5);
        JsonElement[] terms = [.. product.GetProperty("terms").EnumerateArray()];
        terms.Length.ShouldBe(2);
        (terms[0].GetProperty("weight").GetDouble() + terms[1].GetProperty("weight").GetDouble()).ShouldBe(1, 1e-12);
        foreach (JsonElement term in terms)
        {
            term.GetProperty("status").GetString().ShouldBe("ok");
            term.GetProperty("prices").GetString().ShouldBe("last");
            term.GetProperty("rate").GetDouble().ShouldBe(0.07);
            term.GetProperty("forwardSource").GetString().ShouldBe("parity");
            term.GetProperty("volatility").GetDouble().ShouldBe(100 * Math.Sqrt(term.GetProperty("variance").GetDouble()), 1e-9);
        }
    }

    [Fact]
    public async Task Vix_Table_SaysWhereItsPricesAndForwardComeFrom()
    {
        (int code, string output, string error) = await Tool.Run("vix", _file, "--method", "india");
        code.ShouldBe(0, error);
        output.ShouldContain("india method");
        output.ShouldContain("last trades of different moments");
        output.ShouldContain("no future of that expiry is known");
    }

    [Theory]
    [InlineData("--method", "bombay", "write cboe or india")]
    [InlineData("--days", "0", "no number of days above 0")]
    [InlineData("--as-of", "12:00", "no instant")]
    public async Task Vix_OptionOfNoUse_IsCode2AndSaysWhy(string option, string value, string expected)
    {
        (int code, string output, string error) = await Tool.Run("vix", _file, option, value);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task Exposures_Json_ProductIsTheSumOfItsExpiriesAndTheseOfTheirStrikes()
    {
        (int code, string output, string error) = await Tool.Run("exposures", _file, "--json");
        code.ShouldBe(0, error);
        JsonElement[] reports = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        reports.Select(report => report.GetProperty("expiry").GetString()).ShouldBe(["2026-09-15", "2026-09-22", "all"]);
        foreach (string amount in (string[])["gamma", "delta", "vanna", "charm", "callGamma", "putCharm"])
        {
            double Of(JsonElement element) => element.GetProperty(amount).GetDouble();
            double size = Math.Abs(Of(reports[0])) + Math.Abs(Of(reports[1]));
            Of(reports[2]).ShouldBe(Of(reports[0]) + Of(reports[1]), 1e-12 * size);
            Of(reports[0]).ShouldBe(reports[0].GetProperty("strikes").EnumerateArray().Sum(Of), 1e-9 * size);
        }

        reports[0].GetProperty("callWall").GetDouble().ShouldBe(24_600);
        reports[0].GetProperty("putWall").GetDouble().ShouldBe(23_800);
        reports[0].GetProperty("flip").GetDouble().ShouldBeInRange(23_800, 24_600);
        reports[0].GetProperty("currency").GetString().ShouldBe("INR");
        reports[0].GetProperty("sign").GetString().ShouldBe("calls +, puts -");
        reports[0].GetProperty("units").GetString()!.ShouldContain("per 1 % move");
    }

    [Fact]
    public async Task Exposures_CsvOfStrikes_HasARowPerStrikeWithItsUnitInTheName()
    {
        (int code, string output, string error) = await Tool.Run("exposures", _file, "--csv", "--strikes", "--expiry", "2026-09-15");
        code.ShouldBe(0, error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("gammaPerOnePercent");
        lines[0].ShouldContain("charmPerDay");
        lines.Length.ShouldBe(1 + 41);
    }

    [Fact]
    public async Task RecordedDay_Noon_IndexIsExtrapolatedAndExposuresAreFound()
    {
        string day = TradingAnalytics.Tests.RecordedData.PathOf(NseDay);
        (int code, string index, string error) = await Tool.Run("vix", day, "--as-of", "2026-08-18T12:00+05:30", "--json");
        code.ShouldBe(0, error);
        JsonElement product = JsonDocument.Parse(index).RootElement[0];
        // Expiries to three weeks only. No outside figure to hold it to; the at-the-money volatilities of the two last terms are 10.1 and 10.2 %, to which the wings add.
        product.GetProperty("status").GetString().ShouldBe("extrapolated");
        product.GetProperty("index").GetDouble().ShouldBeInRange(10, 12);

        (code, string exposures, error) = await Tool.Run("exposures", day, "--as-of", "2026-08-18T12:00+05:30", "--csv");
        code.ShouldBe(0, error);
        string[] lines = exposures.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1 + 4 + 1);
        string[] names = lines[0].Split(',');
        foreach (string line in lines.Skip(1))
        {
            string[] fields = line.Split(',');
            fields[Array.IndexOf(names, "status")].ShouldBe("ok");
            double.Parse(fields[Array.IndexOf(names, "flip")], CultureInfo.InvariantCulture).ShouldBeInRange(23_500, 25_000);
        }
    }

    /// <summary>Two expiries around thirty days, last prices from a normal distribution of 12 % volatility about 24,237, in a file as the exchange's collector writes it.</summary>
    private static string Snapshot()
    {
        var text = new StringBuilder("timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho\n");
        foreach ((string expiry, double days) in (ReadOnlySpan<(string, double)>)[("15-Sep-2026", 28.2), ("22-Sep-2026", 35.2)])
        {
            double deviation = 0.12 * 24_237 * Math.Sqrt(days / 365);
            for (double strike = 22_200; strike <= 26_200; strike += 100)
            {
                double d = (24_237 - strike) / deviation;
                double call = deviation * ((d * Cumulative(d)) + (Math.Exp(-0.5 * d * d) / Math.Sqrt(2 * Math.PI)));
                double put = call - (24_237 - strike);
                Line(text, expiry, strike, "CE", call, strike == 24_600 ? 90_000 : strike > 24_237 ? 900 : 90);
                Line(text, expiry, strike, "PE", put, strike == 23_800 ? 90_000 : strike < 24_237 ? 900 : 90);
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string expiry, double strike, string right, double price, int contracts) => text.Append(
        CultureInfo.InvariantCulture, $"202608181030,NIFTY50,{expiry},{strike},{right},24209,{Math.Max(0.05, Math.Round(20 * price) / 20):F2},,,,,10,{contracts},0,0,0,0,0,0,0\n");

    /// <summary>The normal distribution by Abramowitz and Stegun 26.2.17: seven digits, more than a paisa asks for.</summary>
    private static double Cumulative(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}
