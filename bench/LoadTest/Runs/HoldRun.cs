using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>Many clients at once: whether the server holds them, how late they are, what an idle connection takes.</summary>
internal static class HoldRun
{
    /// <param name="options">What the run is made of.</param>
    /// <param name="stretched">Whether the crowd steps are as configured by default, or off.</param>
    /// <param name="chains">Of a market of so many chains; 0: the simulated market as it is.</param>
    /// <param name="output">Where the figures go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether none was lost.</returns>
    public static async Task<bool> RunAsync(LoadOptions options, bool stretched, int chains, TextWriter output, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>();
        if (!stretched)
        {
            settings["TA_Web__Push__CrowdSteps__0__Connections"] = "1000000";
            settings["TA_Web__Push__CrowdSteps__0__Interval"] = "00:00:02";
        }

        await using LoadRun run = await LoadRun.StartAsync(
            options.Product, ["none", "--port", ServerProcess.PortHere], settings, new HubProtocol(options.Subscription), options.TicksPerSecond, cancellationToken, chains);
        long empty = run.Server.Resident();
        await run.Crowd.ConnectAsync(options.Clients, run.Market.Logs, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        long connected = run.Server.Resident();
        await run.Crowd.SubscribeAsync(cancellationToken);

        // Subscribing is a burst of snapshots; what counts is the day that follows.
        await run.Market.RunAsync(options.Settle, cancellationToken);
        await run.MeasureAsync(options.Duration, cancellationToken);
        Measurements found = run.Found;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {options.Clients:N0} clients on {run.Market.Logs.Count} chains, {options.TicksPerSecond:N0} ticks/s, crowd steps {(stretched ? "as configured by default" : "off")}
              connections not made or lost     {found.Lost:N0}{(found.FirstLoss is { } why ? $" ({why})" : "")}
              interval the clients were told   {string.Join(", ", run.Crowd.Clients.GroupBy(client => client.Interval).OrderBy(group => group.Key).Select(group => $"{group.Key} ms: {group.Count():N0}"))}
              messages/s delivered             {found.Messages / run.Measured.TotalSeconds:N0} ({found.Bytes / run.Measured.TotalSeconds / 1e6:0.0} MB/s)
              tick to client, each tick        p50 / p95 / p99 {run.Latencies()} ms ({found.Ticks:N0} ticks times clients)
              newest tick of each message      p50 / p95 / p99 {run.Freshness()} ms
              clients never brought up to date {run.Behind:N0}; deltas that did not fit {found.Misfits:N0}; gaps {found.Gaps:N0}
              resident memory of the server    {empty >> 20} MB empty, {connected >> 20} MB connected ({(connected - empty) / 1024.0 / options.Clients:0.0} kB each), {run.Server.Resident() >> 20} MB at the end
              processor                        server {run.ServerCores:0.00} cores ({run.ServerCores * run.Measured.TotalSeconds * 1e6 / Math.Max(1, found.Messages):0} µs a message), generator {run.GeneratorCores:0.00}, taken by other machines {run.StolenCores:0.00}; market {run.Market.Behind.TotalMilliseconds:0} ms behind its pace at the end
            """));
        return found.Lost + found.Misfits + run.Behind == 0;
    }
}
