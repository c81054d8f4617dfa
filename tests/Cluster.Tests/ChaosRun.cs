using System.Globalization;
using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>A cluster under load that is disrupted round by round, as a seed has it, while a checker watches: each round ends at rest, where everything must be equal and nothing acknowledged may be missing.</summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const int BatchesAfter = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private readonly ChaosOptions _options;
    private readonly Random _random;
    private readonly Action<string> _write;
    private readonly TestCluster _cluster;
    private readonly Disruptor _disruptor;
    private readonly Checker _checker = new();
    private readonly List<Watcher> _watchers = [];
    private readonly List<TickPusher> _pushers = [];
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();

    public ChaosRun(ChaosOptions options, TemporaryFolder folder, RedisServer redis, Action<string> write)
    {
        (_options, _write) = (options, write);
        _random = new Random(options.Seed);
        _cluster = new TestCluster(folder, redis, options);
        _disruptor = new Disruptor(_cluster, _random, SettledAsync);
    }

    public string[] Faults => _checker.Faults;

    public List<RoundFigures> Rounds { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Disruption[] rounds = _options.Draw(_random);
        await _cluster.AllActiveAsync(Patience);
        Note($"seed {_options.Seed}: {_options.Silos} silos and {_options.Webs} web fronts are up");
        await BeginAsync();
        for (int round = 0; round < rounds.Length && Faults.Length == 0; round++)
        {
            await RoundAsync(rounds[round], cancellationToken);
        }

        JournalCheck.Run(_cluster.Redis.ConnectionString, _pushers, _checker);
        Note($"seed {_options.Seed}: {rounds.Length} rounds, {_pushers.Sum(pusher => pusher.Acknowledged) * TestMarket.TicksPerBatch} ticks acknowledged, {_checker.Compared} versions compared in {_checker.Epochs} epochs, "
            + $"resyncs {string.Join("; ", _watchers.Select(watcher => $"{watcher.Name}: {watcher.Resyncs}"))}, {Faults.Length} faults");
        foreach (string fault in Faults)
        {
            Note($"FAULT {fault}");
        }

        if (Faults.Length > 0)
        {
            Note(_cluster.Outputs());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TickPusher pusher in _pushers)
        {
            await pusher.DisposeAsync();
        }

        foreach (Watcher watcher in _watchers)
        {
            await watcher.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    private async Task BeginAsync()
    {
        foreach ((int number, string product) in TestMarket.Products.Index())
        {
            _pushers.Add(new TickPusher(product, _cluster.Door(number), _checker));
        }

        await AcknowledgedAsync(TestMarket.LegsPerChain);
        for (int number = 0; number <= _options.Webs; number++)
        {
            _watchers.Add(new Watcher($"client-{number + 1}", _cluster.Door(number), TestMarket.Rooms, _checker));
        }

        await RestAsync(CancellationToken.None);
        Note("at rest, before the first round");
        Resume();
    }

    private async Task RoundAsync(Disruption disruption, CancellationToken cancellationToken)
    {
        await AcknowledgedAsync(BatchesAfter);
        _watchers.ForEach(watcher => watcher.Reset());
        _pushers.ForEach(pusher => pusher.Reset());
        long startedAt = TimeProvider.System.GetTimestamp();
        string whom = await _disruptor.DisruptAsync(disruption, cancellationToken);
        await _cluster.AllActiveAsync(Patience);
        TimeSpan whole = TimeProvider.System.GetElapsedTime(startedAt);
        await AcknowledgedAsync(BatchesAfter);

        (string Room, TimeSpan Time, DateTimeOffset From)[] silences = Silences();
        Rounds.Add(new RoundFigures(disruption, whom, silences[^1].Time, Named(silences[^1]), silences[silences.Length / 2].Time, _pushers.Max(pusher => pusher.Longest()), Answers(), whole, Load()));
        Note(Rounds[^1].ToString());
        await RestAsync(cancellationToken);
        Resume();
    }

    /// <summary>The longest silence of each room, the shortest first.</summary>
    private (string Room, TimeSpan Time, DateTimeOffset From)[] Silences() => [.. TestMarket.Rooms
        .Select(room => (room, _watchers.Select(watcher => watcher.Silences()[room]).MaxBy(silence => silence.Time)))
        .Select(silence => (silence.room, silence.Item2.Time, silence.Item2.From))
        .OrderBy(silence => silence.Time)];

    private static string Named((string Room, TimeSpan Time, DateTimeOffset From) silence) => string.Create(CultureInfo.InvariantCulture, $"{silence.Room} from {silence.From:HH:mm:ss.fff}");

    private async Task<string> SettledAsync()
    {
        await AcknowledgedAsync(BatchesAfter);
        (string Room, TimeSpan Time, DateTimeOffset From)[] silences = Silences();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"silence of a room {silences[^1].Time.TotalSeconds:0.0} s ({Named(silences[^1])}; median of rooms {silences[silences.Length / 2].Time.TotalSeconds:0.0} s), without an acknowledged push {_pushers.Max(pusher => pusher.Longest()).TotalSeconds:0.0} s, load {Load()}");
    }

    /// <summary>Stops the load and waits until all show the same, and the truth.</summary>
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        foreach (TickPusher pusher in _pushers)
        {
            await pusher.PauseAsync(cancellationToken);
        }

        string difference = "";
        try
        {
            await _cluster.UntilAsync("all show the truth", Patience / 2, async () => (difference = await RestCheck.DifferenceAsync(_cluster, _watchers, _pushers, _checker)).Length == 0);
        }
        catch (TimeoutException)
        {
            _checker.Fault($"at rest, after {Patience.TotalSeconds / 2} s: {difference}");
        }

        _checker.Forget();
    }

    private void Resume()
    {
        _pushers.ForEach(pusher => pusher.Resume());
        _watchers.ForEach(watcher => watcher.Reset());
    }

    /// <summary>Waits until each product has had so many more batches acknowledged.</summary>
    private async Task AcknowledgedAsync(int batches)
    {
        int[] wanted = [.. _pushers.Select(pusher => pusher.Acknowledged + batches)];
        await _cluster.UntilAsync("pushes are acknowledged", Patience, () => Task.FromResult(_pushers.Zip(wanted).All(pair => pair.First.Acknowledged >= pair.Second)));
    }

    private string Answers() => string.Join(", ", _pushers.SelectMany(pusher => pusher.Refusals()).GroupBy(refusal => refusal.Key).Select(refusal => $"{refusal.Key} {refusal.Sum(count => count.Value)}"));

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private void Note(string line) => _write($"{TimeProvider.System.GetElapsedTime(_startedAt):mm\\:ss} {line}");
}
