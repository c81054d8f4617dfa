using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TradingAnalytics.Bench;

namespace TradingAnalytics.Soak;

/// <summary>Starts the product with a simulated market, connects the clients, watches memory and consistency to the end, and says what it found.</summary>
internal sealed class SoakRun(SoakOptions options, TextWriter output)
{
    private const double Megabyte = 1 << 20;
    private const int ConnectTogether = 5;
    private const double MostNotCompared = 0.05;
    private readonly List<string> _faults = [];
    private readonly MemoryTrend _memory = new();
    private int _checks;
    private int _notCompared;

    /// <returns>Whether it passed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        // Level memory is looked for: the ids of an hour must not fill their table meanwhile.
        await using ServerProcess server = await ServerProcess.StartAsync(
            options.SiloAssembly,
            ["simulate", "--seed", "1", "--rate", options.TicksPerSecond.ToString(CultureInfo.InvariantCulture), "--port", ServerProcess.PortHere],
            new Dictionary<string, string> { ["Deduplication__Reserve"] = "true" },
            http,
            cancellationToken);
        await server.WaitUntilTrading(http, cancellationToken);
        string[] rooms = await RoomsAsync(http, server.Address, cancellationToken);
        var clients = new List<SoakClient>();
        try
        {
            foreach (int[] group in Enumerable.Range(0, options.Clients).Chunk(ConnectTogether))
            {
                clients.AddRange(await Task.WhenAll(group.Select(i =>
                    SoakClient.ConnectAsync(server.Address, [rooms[i % rooms.Length], rooms[(i + (rooms.Length / 2)) % rooms.Length]], cancellationToken))));
            }

            // All are connected before the first is sent anything: handshakes have a deadline.
            foreach (SoakClient client in clients)
            {
                await client.SubscribeAsync(cancellationToken);
            }

            output.WriteLine($"{clients.Count} clients watch {rooms.Length} rooms of {server.Address}; {options.TicksPerSecond:N0} ticks/s for {options.Duration}");
            output.WriteLine("elapsed | resident MB | managed MB | CPU % of a core | accepted ticks/s | deltas/s | checks | gaps | faults");
            await WatchAsync(server, http, clients, cancellationToken);
            return Verdict(clients);
        }
        finally
        {
            foreach (SoakClient client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private async Task WatchAsync(ServerProcess server, HttpClient http, List<SoakClient> clients, CancellationToken cancellationToken)
    {
        var check = new ConsistencyCheck(http, server.Address);
        var clock = Stopwatch.StartNew();
        TimeSpan last = TimeSpan.Zero;
        TimeSpan processor = server.ProcessorTime();
        (long accepted, _) = await StatusAsync(http, server.Address, cancellationToken);
        long deltas = 0;
        int turn = 0;
        while (clock.Elapsed < options.Duration && !server.HasExited)
        {
            TimeSpan left = options.Duration - clock.Elapsed;
            await Task.Delay(left < options.Interval ? left : options.Interval, cancellationToken);
            if (server.HasExited)
            {
                break;
            }

            SoakClient client = clients[turn % clients.Count];
            WatchedRoom room = client.Rooms[turn / clients.Count % client.Rooms.Length];
            turn++;
            await CompareAsync(check, room, cancellationToken);
            TimeSpan now = clock.Elapsed;
            double seconds = (now - last).TotalSeconds;
            (long acceptedNow, long heap) = await StatusAsync(http, server.Address, cancellationToken);
            long deltasNow = clients.Sum(each => each.Rooms.Sum(watched => watched.Deltas));
            TimeSpan processorNow = server.ProcessorTime();
            _memory.Add(now.TotalSeconds, server.Resident());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now:hh\\:mm\\:ss} | {server.Resident() / Megabyte:0} | {heap / Megabyte:0} | {100 * (processorNow - processor) / (now - last):0} | {(acceptedNow - accepted) / seconds:N0} | {(deltasNow - deltas) / seconds:N0} | {_checks} | {Gaps(clients)} | {_faults.Count}"));
            (last, processor, accepted, deltas) = (now, processorNow, acceptedNow, deltasNow);
        }

        if (server.HasExited)
        {
            Fault($"the server ended by itself:{Environment.NewLine}{server.Tail}");
        }

        await SettleAsync(clients, check, cancellationToken);
        (long total, _) = await StatusAsync(http, server.Address, cancellationToken);
        if (total < 0.5 * options.TicksPerSecond * options.Duration.TotalSeconds)
        {
            Fault($"only {total:N0} ticks were accepted in {options.Duration}");
        }
    }

    /// <summary>At the end every room is compared once, by the first client that watches it.</summary>
    private async Task SettleAsync(List<SoakClient> clients, ConsistencyCheck check, CancellationToken cancellationToken)
    {
        foreach (WatchedRoom room in clients.SelectMany(client => client.Rooms).DistinctBy(room => room.Room))
        {
            await CompareAsync(check, room, cancellationToken);
        }
    }

    private async Task CompareAsync(ConsistencyCheck check, WatchedRoom room, CancellationToken cancellationToken)
    {
        _checks++;
        CheckResult result = await check.RunAsync(room, cancellationToken);
        if (!result.Compared)
        {
            _notCompared++;
            output.WriteLine($"not compared: {result.What}");
        }
        else if (result.What is { } difference)
        {
            Fault(difference);
        }
    }

    private bool Verdict(List<SoakClient> clients)
    {
        if (Gaps(clients) is var gaps and > 0)
        {
            Fault($"{gaps} deltas did not fit what the client had");
        }

        if (_notCompared > MostNotCompared * _checks)
        {
            Fault($"{_notCompared} of {_checks} checks could not compare anything");
        }

        if (clients.Count(client => client.WasClosed) is var closed and > 0)
        {
            Fault($"{closed} connections were closed by the server");
        }

        if (clients.SelectMany(client => client.Rooms).Count(room => !room.HasTable || room.Deltas == 0) is var silent and > 0)
        {
            Fault($"{silent} subscriptions never got a delta");
        }

        if (_memory.Highest > options.MaxResident)
        {
            Fault($"resident memory reached {_memory.Highest / Megabyte:0} MB, more than {options.MaxResident / Megabyte:0} MB");
        }

        double? growth = _memory.GrowthPerHour();
        if (growth > options.MaxGrowthPerHour)
        {
            Fault($"resident memory grows by {growth / Megabyte:0} MB an hour, more than {options.MaxGrowthPerHour / Megabyte:0} MB");
        }

        string trend = growth is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:+0;-0;0} MB/h over the later half") : "too short a run for a trend";
        output.WriteLine($"{_checks} checks of client against REST, {_notCompared} without a common version in time; memory at most {_memory.Highest / Megabyte:0} MB, {trend}");
        output.WriteLine(_faults.Count == 0 ? "PASSED" : $"FAILED: {_faults.Count} faults, first: {_faults[0]}");
        return _faults.Count == 0;
    }

    private void Fault(string what)
    {
        _faults.Add(what);
        output.WriteLine($"FAULT: {what}");
    }

    private static long Gaps(List<SoakClient> clients) => clients.Sum(client => client.Rooms.Sum(room => room.Gaps));

    /// <summary>Ticks accepted since the start, and the managed heap in bytes.</summary>
    private static async Task<(long Accepted, long Heap)> StatusAsync(HttpClient http, Uri server, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using JsonDocument status = JsonDocument.Parse(await http.GetStringAsync(new Uri(server, "api/status"), cancellationToken));
                return (status.RootElement.GetProperty("ingress").GetProperty("accepted").GetInt64(), status.RootElement.GetProperty("memory").GetProperty("managed").GetInt64());
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Not answered in time: asked again, and seen in the rates. A server that has ended refuses the connection instead.
            }
        }
    }

    /// <summary>The rooms of every product that trades and of its chains.</summary>
    private static async Task<string[]> RoomsAsync(HttpClient http, Uri server, CancellationToken cancellationToken)
    {
        using JsonDocument products = JsonDocument.Parse(await http.GetStringAsync(new Uri(server, "api/products"), cancellationToken));
        var rooms = new List<string>();
        foreach (JsonElement product in products.RootElement.EnumerateArray())
        {
            string name = product.GetProperty("product").GetString()!;
            string[] chains = [.. product.GetProperty("expiries").EnumerateArray().Select(expiry => $"chain:{name}:{expiry.GetString()}")];
            if (chains.Length > 0)
            {
                rooms.Add($"product:{name}");
                rooms.AddRange(chains);
            }
        }

        return [.. rooms];
    }
}
