using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>The same market and the same clients on this product, on a SignalR group broadcast per tick and on socket.io, one after the other.</summary>
internal static class CompareRun
{
    public static async Task RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine($"{options.Clients:N0} clients, {options.TicksPerSecond:N0} ticks/s, {options.Duration.TotalSeconds:0} s each");
        output.WriteLine("| server | messages/s delivered | ticks × clients/s shown | tick → client p50 / p95 / p99, ms | behind at the end | lost | server cores |");
        output.WriteLine("|---|---:|---:|---|---:|---:|---:|");
        await OneAsync("TradingAnalytics", options.Product, ["none", "--port", ServerProcess.PortHere], new HubProtocol(options.Subscription));
        await OneAsync("SignalR, group broadcast per tick", options.GroupBroadcast, ["--port", ServerProcess.PortHere], new HubProtocol(null));
        await OneAsync("socket.io, room broadcast per tick", options.SocketIo, ["--port", ServerProcess.PortHere], new SocketIoProtocol());

        async Task OneAsync(string name, string server, string[] arguments, IProtocol protocol)
        {
            await using LoadRun run = await LoadRun.StartAsync(server, arguments, new Dictionary<string, string>(), protocol, options.TicksPerSecond, cancellationToken);
            await run.Crowd.ConnectAsync(options.Clients, run.Market.Logs, cancellationToken);
            await run.Crowd.SubscribeAsync(cancellationToken);
            await run.Market.RunAsync(options.Settle, cancellationToken);
            await run.MeasureAsync(options.Duration, cancellationToken);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {run.Found.Messages / run.Measured.TotalSeconds:N0} | {run.Found.Ticks / run.Measured.TotalSeconds:N0} | {run.Latencies()} | {run.Behind:N0} | {run.Found.Lost:N0} | {run.ServerCores:0.00} |"));
            if (run.Found.FirstLoss is { } why)
            {
                output.WriteLine($"{name}: {why}");
            }
        }
    }
}
