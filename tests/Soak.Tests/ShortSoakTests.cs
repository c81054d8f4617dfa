using System.Diagnostics;

namespace TradingAnalytics.Soak.Tests;

public class ShortSoakTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The short form of the soak: the real server, its simulated market, twenty clients, every room compared with REST.</summary>
    [Fact]
    public async Task Soak_ServerWithTwentyClients_StaysEqualToItsClients()
    {
        string program = Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "Soak.Tests"), Path.Combine("bench", "Soak"), StringComparison.Ordinal), "TradingAnalytics.Soak.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--minutes", "0.5", "--clients", "20", "--rate", "2000", "--interval", "2"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process soak = Process.Start(start)!;
        Task<string> output = soak.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = soak.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await soak.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!soak.HasExited)
            {
                soak.Kill(entireProcessTree: true);
            }
        }

        soak.ExitCode.ShouldBe(0, await output + await errors);
    }
}
