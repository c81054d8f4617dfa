using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>What distribution costs and gains: the same market and clients on one process, and on three silos and a web front with Redis, all on one machine.</summary>
internal static class ClusterRun
{
    /// <summary>Ticks per batch when as many as possible are pushed.</summary>
    private const int FloodRate = 100_000;

    public static async Task RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine($"{options.Clients:N0} clients, {options.Duration.TotalSeconds:0} s each");
        output.WriteLine("| | ticks/s pushed | tick → client p50 / p95 / p99, ms | behind at the end | cores | µs of processor per tick | resident MB |");
        output.WriteLine("|---|---:|---|---:|---:|---:|---:|");
        (string Name, string Program, string[] Arguments)[] servers =
        [
            ("one process", options.Product, ["none", "--port", ServerProcess.PortHere]),
            ("3 silos, 1 web front, Redis", options.Starter, ["cluster", "--silos", "3", "--webs", "1", "--port", ServerProcess.PortHere, "none"]),
        ];
        foreach ((string name, string program, string[] arguments) in servers)
        {
            foreach (int rate in (int[])[1_000, 10_000])
            {
                await PacedAsync(name, program, arguments, rate);
            }

            await FloodAsync(name, program, arguments);
        }

        async Task PacedAsync(string name, string program, string[] arguments, int rate)
        {
            await using LoadRun run = await StartAsync(program, arguments, rate);
            await run.Crowd.ConnectAsync(options.Clients, run.Market.Logs, cancellationToken);
            await run.Crowd.SubscribeAsync(cancellationToken);
            await run.Market.RunAsync(options.Settle, cancellationToken);
            await run.MeasureAsync(options.Duration, cancellationToken);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {rate:N0} | {run.Latencies()} | {run.Behind:N0} | {run.ServerCores:0.00} | {run.ServerCores * 1e6 / rate:0} | {run.Server.Resident() >> 20} |"));
        }

        async Task FloodAsync(string name, string program, string[] arguments)
        {
            await using LoadRun run = await StartAsync(program, arguments, FloodRate);
            double accepted = await run.Market.FloodAsync(options.Duration, cancellationToken);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name}, as fast as it takes them | {accepted:N0} | | | | | {run.Server.Resident() >> 20} |"));
        }

        Task<LoadRun> StartAsync(string program, string[] arguments, int rate) =>
            LoadRun.StartAsync(program, arguments, new Dictionary<string, string>(), new HubProtocol(options.Subscription), rate, cancellationToken);
    }
}
