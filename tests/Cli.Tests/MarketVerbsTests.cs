using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Cli.Tests;

public sealed class MarketVerbsTests : IDisposable
{
    private const string Snapshots = """
        timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho
        202608181100,NIFTY50,25-Aug-2026,24150,CE,24209,183.5,,,,,10,100,5,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24150,PE,24209,96.5,,,,,20,200,-5,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24200,CE,24209,154.5,,,,,30,300,1,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24200,PE,24209,117.5,,,,,40,400,2,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24250,CE,24209,128,,,,,50,500,3,0,0,0,0,0,0
        202608181100,NIFTY50,25-Aug-2026,24250,PE,24209,141,,,,,60,600,4,0,0,0,0,0,0
        202608181101,NIFTY50,25-Aug-2026,24250,CE,24210,129,,,,,55,700,203,0,0,0,0,0,0
        202608181101,NIFTY50,25-Aug-2026,none,CE,24210,129,,,,,55,700,203,0,0,0,0,0,0

        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ta-{Guid.NewGuid():N}.csv");

    public MarketVerbsTests() => File.WriteAllText(_file, Snapshots);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Chain_AsOf_IsEachLegsLastObservationByThen()
    {
        (int code, string output, string error) = await Tool.Run("chain", _file, "--as-of", "2026-08-18T11:00+05:30", "--json");
        code.ShouldBe(0, error);
        JsonElement chain = JsonDocument.Parse(output).RootElement[0];
        chain.GetProperty("expiry").GetString().ShouldBe("2026-08-25");
        chain.GetProperty("asOf").GetString().ShouldBe("2026-08-18T05:30:00Z");
        chain.GetProperty("callOi").GetDouble().ShouldBe(900 * 65);
        chain.GetProperty("putOi").GetDouble().ShouldBe(1_200 * 65);
        chain.GetProperty("pcrVolume").GetDouble().ShouldBe(120.0 / 90);
        chain.GetProperty("forwardSource").GetString().ShouldBe("parity");
        chain.GetProperty("atmStrike").GetDouble().ShouldBe(24_250);
        chain.GetProperty("straddle").GetDouble().ShouldBe(269);
        chain.GetProperty("legs").GetArrayLength().ShouldBe(6);
        JsonElement leg = chain.GetProperty("legs")[0];
        leg.GetProperty("right").GetString().ShouldBe("call");
        leg.GetProperty("bid").ValueKind.ShouldBe(JsonValueKind.Null);
        leg.GetProperty("ivStatus").GetString().ShouldBe("ok");
        leg.GetProperty("iv").GetDouble().ShouldBeInRange(0.05, 0.2);
    }

    [Fact]
    public async Task Chain_ToTheEnd_KeepsLegsNotSeenAgainAndReportsTheBadRow()
    {
        (int code, string output, string error) = await Tool.Run("chain", _file, "--csv");
        code.ShouldBe(0, error);
        error.ShouldContain("skipped 1: strike is no number above 0");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        string[] names = lines[0].Split(',');
        string[] fields = lines[1].Split(',');
        fields[Array.IndexOf(names, "callOi")].ShouldBe((1_100 * 65).ToString());
        fields[Array.IndexOf(names, "callOiChange")].ShouldBe((209 * 65).ToString());
        fields[Array.IndexOf(names, "legs")].ShouldBe("6");
    }

    [Theory]
    [InlineData("11:00", "no instant")]
    [InlineData("2026-08-18T11:00", "with its offset")]
    [InlineData("2026-08-18T10:59+05:30", "it begins at 2026-08-18T11:00:00+05:30")]
    public async Task Chain_AsOfOfNoUse_IsCode2AndSaysWhy(string asOf, string expected)
    {
        (int code, string output, string error) = await Tool.Run("chain", _file, "--as-of", asOf, "--json");
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task Chain_ExpiryNotHeld_IsCode2AndNamesThoseThatAre()
    {
        (int code, _, string error) = await Tool.Run("chain", _file, "--expiry", "2026-09-01");
        code.ShouldBe(2);
        error.ShouldContain("NIFTY/2026-08-25");
    }

    [Fact]
    public async Task Chain_NoRecording_IsCode2()
    {
        (int code, _, string error) = await Tool.Run("chain", typeof(Tool).Assembly.Location);
        code.ShouldBe(2);
        error.ShouldStartWith("trading-analytics chain:");
    }

    [Fact]
    public async Task Surface_ThreeStrikes_SaysThatTheyAreTooFew()
    {
        (int code, string output, string error) = await Tool.Run("surface", _file, "--json");
        code.ShouldBe(0, error);
        JsonElement expiry = JsonDocument.Parse(output).RootElement[0];
        expiry.GetProperty("expiry").GetString().ShouldBe("2026-08-25");
        expiry.GetProperty("status").GetString().ShouldBe("tooFewPoints");
        expiry.GetProperty("svi").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Surface_SmileOfElevenStrikes_IsFittedWithoutArbitrage()
    {
        const double Years = 7.1875 / 365;
        var rows = new StringBuilder(Snapshots[..(Snapshots.IndexOf('\n') + 1)]);
        for (int strike = 23_700; strike <= 24_700; strike += 100)
        {
            double volatility = 0.11 + (1.5 * Math.Pow(Math.Log(strike / 24_200.0), 2)) - (0.1 * Math.Log(strike / 24_200.0));
            foreach (OptionRight right in Enum.GetValues<OptionRight>())
            {
                double price = Math.Round(20 * Black76.Price(right, 24_200, strike, Years, 1, volatility)) / 20;
                rows.AppendLine(CultureInfo.InvariantCulture, $"202608181100,NIFTY50,25-Aug-2026,{strike},{(right == OptionRight.Call ? "CE" : "PE")},24190,{price},,,,,10,100,5,0,0,0,0,0,0");
            }
        }

        await File.WriteAllTextAsync(_file, rows.ToString(), TestContext.Current.CancellationToken);
        (int code, string output, string error) = await Tool.Run("surface", _file, "--json");
        code.ShouldBe(0, error);
        JsonElement expiry = JsonDocument.Parse(output).RootElement[0];
        expiry.GetProperty("status").GetString().ShouldBe("ok");
        expiry.GetProperty("atmIv").GetDouble().ShouldBe(0.11, 2e-3);
        expiry.GetProperty("svi").GetProperty("rho").GetDouble().ShouldBeInRange(-1, 1);
        expiry.GetProperty("jumpWings").GetProperty("atmVariance").GetDouble().ShouldBe(0.0121, 5e-4);
        JsonElement certificate = expiry.GetProperty("certificate");
        certificate.GetProperty("butterflyFree").GetBoolean().ShouldBeTrue();
        certificate.GetProperty("minimumG").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        certificate.GetProperty("rmsNearVolPoints").GetDouble().ShouldBeLessThan(0.1);
        expiry.GetProperty("shape").GetProperty("riskReversal25").GetDouble().ShouldBeLessThan(0);
        expiry.GetProperty("surface").GetProperty("arbitrageFree").GetBoolean().ShouldBeTrue();
        expiry.GetProperty("surface").GetProperty("calendarGap").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Replay_Json_CountsEveryTickAndRepeatsItsFingerprint()
    {
        (int code, string output, string error) = await Tool.Run("replay", _file, "--speed", "max", "--json");
        code.ShouldBe(0, error);
        JsonElement first = JsonDocument.Parse(output).RootElement;
        first.GetProperty("ticks").GetInt64().ShouldBe(9);
        first.GetProperty("accepted").GetInt64().ShouldBe(9);
        first.GetProperty("skipped").GetInt64().ShouldBe(1);
        first.GetProperty("expiries")[0].GetProperty("legs").GetInt32().ShouldBe(6);
        JsonElement second = JsonDocument.Parse((await Tool.Run("replay", _file, "--cadence", "0", "--json")).Output).RootElement;
        second.GetProperty("fingerprint").GetString().ShouldBe(first.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Replay_SpeedOfNoUse_IsCode2()
    {
        (int code, _, string error) = await Tool.Run("replay", _file, "--speed", "fast");
        code.ShouldBe(2);
        error.ShouldContain("neither max nor a number");
    }
}
