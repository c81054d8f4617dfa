using System.Text.Json.Nodes;
using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>Real silos and web fronts over a real Redis, all on this machine. Between silos, and between clients and web fronts, stand relays: the first can be cut, the second send a client on to a web front that lives.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const int LinesKept = 60;
    private const int LongestLine = 400;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly HashSet<(string, string)> _cuts = [];
    private readonly List<Relay> _doors = [];
    private readonly TemporaryFolder _folder;
    private readonly string? _logs;

    public TestCluster(TemporaryFolder folder, RedisServer redis, ChaosOptions options)
    {
        _folder = folder;
        _logs = options.Logs;
        Redis = redis;
        Silos = [.. Enumerable.Range(1, options.Silos).Select(number => new SiloMember($"silo-{number}", StartSilo, Keep, CutFrom))];
        foreach (SiloMember silo in Silos)
        {
            silo.Start();
        }

        Webs = [.. Enumerable.Range(1, options.Webs).Select(StartWeb)];
        for (int own = 0; own < options.Webs; own++)
        {
            int first = own;
            _doors.Add(new Relay(_ => (LivingWeb(first).Port, () => false)));
        }
    }

    public RedisServer Redis { get; }

    public SiloMember[] Silos { get; }

    public SiloProcess[] Webs { get; }

    /// <summary>Where clients come in: a port for each web front, leading to that one while it lives and to another while it does not.</summary>
    public int Door(int web) => _doors[web % _doors.Count].Port;

    /// <summary>Drops whatever two silos say to each other.</summary>
    public void Cut(SiloMember one, SiloMember other)
    {
        lock (_cuts)
        {
            _cuts.Add((one.Name, other.Name));
            _cuts.Add((other.Name, one.Name));
        }
    }

    public void Heal()
    {
        lock (_cuts)
        {
            _cuts.Clear();
        }
    }

    public async Task KillWeb(int web) => await Webs[web].Crash();

    public async Task RestartWeb(int web)
    {
        Keep($"web-{web + 1}", Webs[web]);
        await Webs[web].DisposeAsync();
        Webs[web] = StartWeb(web + 1);
    }

    /// <summary>The silo that holds the market, as a web front knows it; null while none does or none is known.</summary>
    public async Task<SiloMember?> HolderAsync() =>
        await StatusAsync() is { } status && (string?)status["market"]?["holder"] is { } holder ? Silos.FirstOrDefault(silo => silo.Name == holder) : null;

    public async Task<JsonNode?> StatusAsync() => await Webs.First(web => !web.HasExited).Get("/api/status");

    public Task AllActiveAsync(TimeSpan patience) => UntilAsync(
        "all silos are active and one of them holds the market", patience, async () => await StatusAsync() is { } status && (string?)status["market"]?["holder"] is { Length: > 0 } && await IsWholeAsync());

    /// <summary>Whether every silo runs and is active among the others. One that has ended is started again, as a supervisor does: on a machine that stalls a silo may be taken for dead.</summary>
    public async Task<bool> IsWholeAsync()
    {
        foreach (SiloMember ended in Silos.Where(silo => silo.Process.HasExited))
        {
            await ended.RestartAsync();
        }

        string[] active = await ActiveAsync();
        return active.Length == Silos.Length && (await Task.WhenAll(Silos.Select(silo => silo.Process.Get("/health")))).All(health => health is not null);
    }

    /// <summary>The silos that the others count on.</summary>
    public async Task<string[]> ActiveAsync() => await StatusAsync() is { } status && status["silos"] is JsonArray silos
        ? [.. silos.Where(silo => (string?)silo!["status"] == "Active").Select(silo => (string)silo!["name"]!)]
        : [];

    /// <summary>Asks again and again until it is so.</summary>
    public async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> condition)
    {
        long startedAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Look);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > patience)
            {
                throw new TimeoutException($"It did not come about within {patience.TotalSeconds} s that {what}. Status: {await StatusAsync()}\n{Outputs()}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>What the processes that run now have said.</summary>
    public string Outputs() => string.Join("\n", Silos.Select(silo => $"== {silo.Name}\n{Tail(silo.Process)}").Concat(Webs.Select(web => $"== web\n{Tail(web)}")));

    public async ValueTask DisposeAsync()
    {
        foreach (Relay door in _doors)
        {
            await door.DisposeAsync();
        }

        foreach ((int number, SiloProcess web) in Webs.Index())
        {
            Keep($"web-{number + 1}", web);
            await web.DisposeAsync();
        }

        foreach (SiloMember silo in Silos)
        {
            await silo.DisposeAsync();
        }
    }

    private void Keep(string name, SiloProcess process)
    {
        if (_logs is not null)
        {
            Directory.CreateDirectory(_logs);
            File.AppendAllText(Path.Combine(_logs, $"{name}.log"), process.Output + "\n");
        }
    }

    private static string Tail(SiloProcess process) => string.Join('\n', process.Output.Split('\n').TakeLast(LinesKept).Select(line => line.Length > LongestLine ? line[..LongestLine] : line));

    private SiloProcess LivingWeb(int first) => Enumerable.Range(first, Webs.Length).Select(web => Webs[web % Webs.Length]).FirstOrDefault(web => !web.HasExited) ?? Webs[first];

    private Func<bool> CutFrom(SiloMember to, int port)
    {
        int? process = SocketOwner.Of(port, to.Relay.Port, Silos.Select(silo => silo.Process.Id));
        if (Silos.FirstOrDefault(silo => silo.Process.Id == process) is not { } from)
        {
            return () => false;
        }

        return () =>
        {
            lock (_cuts)
            {
                return _cuts.Contains((from.Name, to.Name));
            }
        };
    }

    private SiloProcess StartSilo(SiloMember silo) => SiloProcess.StartIn(
        ["none", "--role", "silo", "--silo-port", $"{silo.Relay.Port}", "--gateway-port", $"{FreePort.Next()}", .. Common(silo.Name)],
        ("Host:SiloListenPort", $"{silo.ListenPort}"),
        ("Grains:AnalyticsCadence", "00:00:05"));

    private SiloProcess StartWeb(int number) => SiloProcess.StartIn(["none", "--role", "web", .. Common($"web-{number}")]);

    private string[] Common(string name) => ["--data-dir", _folder.At("cluster"), "--cluster", "redis", "--redis", Redis.ConnectionString, "--name", name, "--cadence", "200"];
}
