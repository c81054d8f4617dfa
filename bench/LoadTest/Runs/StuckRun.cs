using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>Clients that subscribe and never read: what each takes of the server's memory, and what one of them does to the others.</summary>
internal static class StuckRun
{
    private const int ManyStuck = 200;
    private const int Rounds = 4;

    public static async Task RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var protocol = new HubProtocol(options.Subscription);

        // Nobody is dropped meanwhile, so that it is the stuck client's life that is measured and not its end.
        var settings = new Dictionary<string, string> { ["TA_Web__Push__StalledAfter"] = "00:10:00" };
        await using LoadRun run = await LoadRun.StartAsync(options.Product, ["none", "--port", ServerProcess.PortHere], settings, protocol, options.TicksPerSecond, cancellationToken);
        await run.Crowd.ConnectAsync(options.Clients, run.Market.Logs, cancellationToken);
        await run.Crowd.SubscribeAsync(cancellationToken);
        await run.Market.RunAsync(options.Settle, cancellationToken);
        string room = run.Market.Logs.Keys.Order(StringComparer.Ordinal).First();

        output.WriteLine($"{options.Clients:N0} clients, {options.TicksPerSecond:N0} ticks/s; rounds without and with one client that never reads");
        output.WriteLine("| round | p50 / p95 / p99 without, ms | p50 / p95 / p99 with, ms |");
        output.WriteLine("|---:|---|---|");
        for (int round = 1; round <= Rounds; round++)
        {
            run.Found.Clear();
            await run.MeasureAsync(options.Duration, cancellationToken);
            string without = run.Latencies();
            using var stuck = await StuckClient.ConnectAsync(run.Server.Address, room, protocol, cancellationToken);
            run.Found.Clear();
            await run.MeasureAsync(options.Duration, cancellationToken);
            output.WriteLine($"| {round} | {without} | {run.Latencies()} |");
        }

        await run.Market.RunAsync(options.Settle, cancellationToken);
        long before = run.Server.Resident();
        var many = new List<StuckClient>();
        try
        {
            for (int i = 0; i < ManyStuck; i++)
            {
                many.Add(await StuckClient.ConnectAsync(run.Server.Address, room, protocol, cancellationToken));
            }

            await run.Market.RunAsync(options.Duration, cancellationToken);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ManyStuck} stuck clients for {options.Duration.TotalSeconds:0} s: resident memory {before >> 20} → {run.Server.Resident() >> 20} MB, {(run.Server.Resident() - before) / 1024.0 / ManyStuck:0} kB each"));
        }
        finally
        {
            many.ForEach(client => client.Dispose());
        }
    }
}
