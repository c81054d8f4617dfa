using System.Globalization;
using TradingAnalytics.Bench;

namespace TradingAnalytics.Fuzz;

/// <summary>Starts the product with a small simulated market and sends it nonsense on every door at once, until enough was sent.</summary>
/// <param name="count">How many requests, messages and frames.</param>
/// <param name="seed">Of the whole run.</param>
/// <param name="maxGrowth">Most that resident memory may grow from a fifth of the run to its end, in bytes.</param>
/// <param name="silo">The built server.</param>
/// <param name="output">Where findings are told.</param>
internal sealed class FuzzRun(long count, int seed, long maxGrowth, string silo, TextWriter output)
{
    private const int Lanes = 4;
    private readonly Findings _findings = new();
    private long _residentEarly;

    /// <returns>Whether nothing was found.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        await using ServerProcess server = await ServerProcess.StartAsync(silo, ["simulate", "--rate", "100", "--port", ServerProcess.PortHere], new Dictionary<string, string>(), http, cancellationToken);
        await server.WaitUntilTrading(http, cancellationToken);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => LaneAsync(lane, server, http, invoker, cancellationToken)));

        // What it was sent must not show a second later: it serves, its market goes on, and its memory is what it was.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        bool alive = !server.HasExited && (await http.GetAsync(new Uri(server.Address, "health"), cancellationToken)).IsSuccessStatusCode;
        long grown = server.Resident() - _residentEarly;
        foreach (KeyValuePair<string, long> answer in _findings.Answers)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Value,12:N0}  {answer.Key}"));
        }

        foreach (string fault in _findings.Faults)
        {
            output.WriteLine($"FAULT {fault}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {_findings.Sent:N0} sent, {_findings.Faulty:N0} faults, {server.Errors:N0} lines of errors in its log, resident memory {_residentEarly >> 20} MB after a fifth, {(_residentEarly + grown) >> 20} MB at the end, {(alive ? "serving" : "GONE")}"));
        if (server.FirstError is { } error)
        {
            output.WriteLine(error);
        }

        bool passed = alive && _findings.Faulty == 0 && server.Errors == 0 && grown <= maxGrowth;
        output.WriteLine(passed ? "PASSED" : "FAILED");
        return passed;
    }

    private async Task LaneAsync(int lane, ServerProcess server, HttpClient http, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        var mutator = new Mutator((seed * Lanes) + lane);
        var requests = new RequestFuzz(server.Address, http, mutator, _findings);
        var sockets = new SocketFuzz(server.Address, invoker, mutator, _findings);
        var raw = new RawFuzz(server.Address, mutator, _findings);
        await requests.LearnAsync(cancellationToken);
        while (_findings.Sent < count && !server.HasExited)
        {
            switch (mutator.Random.Next(200))
            {
                case 0:
                    await sockets.HubAsync(cancellationToken);
                    break;
                case 1:
                    await sockets.IngestAsync(cancellationToken);
                    break;
                case < 10:
                    await raw.SendAsync(cancellationToken);
                    break;
                default:
                    await requests.SendAsync(cancellationToken);
                    break;
            }

            if (_findings.Sent > count / 5 && Interlocked.Read(ref _residentEarly) == 0)
            {
                Interlocked.Exchange(ref _residentEarly, server.Resident());
            }
        }
    }
}
