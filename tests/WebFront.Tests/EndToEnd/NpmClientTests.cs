using System.Diagnostics;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>The npm client against the real server with a simulated market: <c>npm/check.mjs</c>.</summary>
[Collection(nameof(RunningSilo))]
public class NpmClientTests
{
    private static readonly string Folder = Path.Combine(FindRoot(), "tests", "WebFront.Tests", "npm");

    [Fact]
    public async Task Check_SimulatedMarket_EveryStateEqualsRest()
    {
        Assert.SkipWhen(await RunAsync("node", ["--version"], 30) is null, "node is not installed");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            (int Code, string Text) installed = await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], 180) ?? (-1, "npm is not installed");
            installed.Code.ShouldBe(0, installed.Text);
        }

        await using RunningSilo silo = await RunningSilo.StartAsync(new() { ["Feed:Kind"] = "Simulate", ["Feed:Rate"] = "200", ["Grains:AnalyticsCadence"] = "00:00:00.500" });
        string chain = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                JsonNode? nifty = (await silo.GetAsync("/api/products")).AsArray().FirstOrDefault(product => (string)product!["product"]! == "NIFTY");
                chain = $"chain:NIFTY:{nifty?["expiries"]?.AsArray().FirstOrDefault()}";
                return chain.Length > "chain:NIFTY:".Length;
            },
            "the simulated market has a chain");
        string expiry = chain["chain:".Length..];
        string[] rooms = ["product:NIFTY", chain, $"smile:{expiry}", $"exposures:{expiry}", "surface:NIFTY", "exposures:NIFTY", "volatility-index:NIFTY"];
        (int Code, string Text)? check = await RunAsync("node", ["check.mjs", silo.Address.ToString().TrimEnd('/'), "12", "200", .. rooms], 240);
        check!.Value.Code.ShouldBe(0, check.Value.Text);
        foreach (string room in rooms)
        {
            check.Value.Text.ShouldContain($"{room}: ");
        }
    }

    /// <summary>Runs a program to its end; null when there is no such program.</summary>
    private static async Task<(int Code, string Text)?> RunAsync(string program, string[] arguments, int seconds)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process? process = TryStart(start);
        if (process is null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TradingAnalytics.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No TradingAnalytics.sln above {AppContext.BaseDirectory}.");
    }
}
