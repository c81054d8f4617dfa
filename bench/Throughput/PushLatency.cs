using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// From the moment a tick is submitted to the moment a SignalR client on loopback has the message with its effect, parsed. The market ticks in batches of 5 ms, each stamped when it is
/// submitted; client and server share the process and its cores.
/// </summary>
internal static class PushLatency
{
    private const double WarmUpSeconds = 10;

    /// <param name="ticksPerSecond">Of the whole market.</param>
    /// <param name="cadence">How often chains publish.</param>
    /// <param name="seconds">How long is measured.</param>
    /// <param name="beside">Runs while it is measured, until its token says that is over.</param>
    /// <param name="after">Runs when it is measured, before the server ends.</param>
    public static async Task<Row> RunAsync(
        int ticksPerSecond, TimeSpan cadence, double seconds, Func<RunningSilo, CancellationToken, Task>? beside = null, Func<RunningSilo, Task>? after = null)
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(cadence);
        TimeProvider time = silo.Services.GetRequiredService<TimeProvider>();
        ProductCatalogue catalogue = silo.Services.GetRequiredService<ProductCatalogue>();
        ITickSink sink = silo.Services.GetRequiredService<ITickSink>();
        DateTimeOffset start = time.GetUtcNow();
        ProductSpec nifty = catalogue.Find("NIFTY")!;
        LatencyRoom[] rooms = [.. ExpirySchedule.Listed(nifty, nifty.DateOf(start).AddDays(1), 2, 0).Select(expiry => new LatencyRoom(new TickRoute(nifty.Id, expiry)))];
        var market = new PacedMarket(new MarketGenerator(new SimulationOptions { Seed = 1, TicksPerSecond = ticksPerSecond }, catalogue, start), sink, time, rooms);

        await market.RunAsync(TimeSpan.FromSeconds(WarmUpSeconds));
        await using HubConnection client = new HubConnectionBuilder().WithUrl(new Uri(silo.Address, "hubs/market")).Build();
        client.On<JsonElement>("snapshot", message => Arrived(rooms, message, time));
        client.On<JsonElement>("delta", message => Arrived(rooms, message, time));
        await client.StartAsync();
        foreach (LatencyRoom room in rooms)
        {
            await client.InvokeAsync("Subscribe", room.Name);
        }

        await market.RunAsync(TimeSpan.FromSeconds(WarmUpSeconds));
        foreach (LatencyRoom room in rooms)
        {
            room.Measuring = true;
        }

        using var over = new CancellationTokenSource();
        Task besides = beside is null ? Task.CompletedTask : Task.Run(() => beside(silo, over.Token));
        await market.RunAsync(TimeSpan.FromSeconds(seconds));
        await over.CancelAsync();
        await besides;
        await Task.Delay(cadence + TimeSpan.FromSeconds(1));
        await (after?.Invoke(silo) ?? Task.CompletedTask);
        return Result(ticksPerSecond, cadence, rooms, market);
    }

    private static void Arrived(LatencyRoom[] rooms, JsonElement message, TimeProvider time)
    {
        long now = Tick.MicrosecondsOf(time.GetUtcNow());
        string? name = message.GetProperty("room").GetString();
        Array.Find(rooms, room => room.Name == name)?.Arrived(message, now);
    }

    private static Row Result(int ticksPerSecond, TimeSpan cadence, LatencyRoom[] rooms, PacedMarket market)
    {
        var all = rooms[0].Latencies;
        foreach (LatencyRoom room in rooms.Skip(1))
        {
            all.Add(room.Latencies);
        }

        string Milliseconds(double percentile) => (all.GetValueAtPercentile(percentile) / 1_000.0).ToString("0.0", CultureInfo.InvariantCulture);
        return new Row(
            string.Create(CultureInfo.InvariantCulture, $"Tick to client at {ticksPerSecond:N0} ticks/s, cadence {cadence.TotalMilliseconds:0} ms: p50 / p95 / p99, ms"),
            $"{Milliseconds(50)} / {Milliseconds(95)} / {Milliseconds(99)}",
            string.Create(CultureInfo.InvariantCulture, $"{all.TotalCount:N0} ticks of {rooms.Length} chains, longest {all.GetValueAtPercentile(100) / 1_000.0:0} ms; {market.Refused} refused, {rooms.Sum(room => room.UnderWay)} batches never seen"));
    }
}
