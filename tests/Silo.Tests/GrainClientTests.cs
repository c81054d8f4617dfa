using System.Globalization;
using System.Text.Json.Nodes;

namespace TradingAnalytics.Silo.Tests;

/// <summary>The sample grain client, as a process of its own beside a real silo.</summary>
[Collection(nameof(PlainSilo))]
public class GrainClientTests(PlainSilo plain)
{
    private const string Expiry = "2026-08-25";
    private static readonly string s_sample = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../..", "samples/GrainClient/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/TradingAnalytics.GrainClient.dll"));

    [Fact]
    public async Task Run_BesideASilo_ReadsTheChainAndFollowsIt()
    {
        SiloProcess silo = plain.Process;
        await silo.Until("a chain is there", async () => await PushedTicks.Push(silo, PushedTicks.Market("NIFTY", [Expiry], 1, 24_200)));
        await using var sample = new ProgramRun(s_sample, "--Product", "NIFTY", "--Updates", "1", "--Gateway", $"{plain.Gateway}");
        string first = await sample.Line();
        first.ShouldStartWith($"NIFTY/{Expiry} epoch ");
        first.ShouldContain(" spot 24200 ");

        await silo.Until("the spot moves", async () => await PushedTicks.Push(silo, PushedTicks.Market("NIFTY", [Expiry], 2, 24_210)));
        string second = await sample.Line();
        (await sample.ExitCode()).ShouldBe(0);
        JsonNode chain = (await silo.Get("/api/data/chain/NIFTY"))!;
        string said = string.Create(CultureInfo.InvariantCulture, $"NIFTY/{Expiry} epoch {(long)chain["epoch"]!} sequence ");
        second.ShouldStartWith(said);
        long.Parse(second[said.Length..].Split(' ')[0], CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo((long)chain["sequence"]!);
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Run_NoSuchChain_SaysWhatIsLive()
    {
        await using var sample = new ProgramRun(s_sample, "--Product", "NIFTY", "--Expiry", "2031-01-01", "--Gateway", $"{plain.Gateway}");
        (await sample.Line()).ShouldStartWith("No chain of NIFTY 2031-01-01 is live");
        (await sample.ExitCode()).ShouldBe(1);
    }
}
