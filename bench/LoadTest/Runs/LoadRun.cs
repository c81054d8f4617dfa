using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;
using TradingAnalytics.LoadTest.Market;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>One server, one pushed market, one crowd: started, warmed up, measured, and brought to rest so that what never arrived can be counted.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;

    private LoadRun(ServerProcess server, HttpClient http, PushedMarket market, IProtocol protocol)
    {
        (Server, _http, Market) = (server, http, market);
        Crowd = new Crowd(server.Address, protocol, Found);
    }

    public ServerProcess Server { get; }

    public PushedMarket Market { get; }

    public Crowd Crowd { get; }

    public Measurements Found { get; } = new();

    /// <summary>Processor time of the server over the measured part, as a share of one core.</summary>
    public double ServerCores { get; private set; }

    /// <summary>The same of this program.</summary>
    public double GeneratorCores { get; private set; }

    public TimeSpan Measured { get; private set; }

    /// <summary>Clients whose last message does not show the last tick of their chain, once the market rests.</summary>
    public int Behind { get; private set; }

    public static async Task<LoadRun> StartAsync(
        string server, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, IProtocol protocol, int ticksPerSecond, TimeSpan longest, CancellationToken cancellationToken)
    {
        var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        ServerProcess process = await ServerProcess.StartAsync(server, arguments, settings, http, cancellationToken);
        var run = new LoadRun(process, http, new PushedMarket(process.Address, http, ticksPerSecond, longest), protocol);
        try
        {
            // The first seconds list the chains.
            await run.Market.RunAsync(WarmUp, cancellationToken);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async Task MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        TimeSpan server = Server.ProcessorTime();
        TimeSpan own = Environment.CpuUsage.TotalTime;
        long started = TimeProvider.System.GetTimestamp();
        Found.Measuring = true;
        await Market.RunAsync(duration, cancellationToken);
        Measured = TimeProvider.System.GetElapsedTime(started);
        ServerCores = (Server.ProcessorTime() - server) / Measured;
        GeneratorCores = (Environment.CpuUsage.TotalTime - own) / Measured;

        // What was sent before the end counts until it arrives.
        await RestAsync(cancellationToken);
        Found.Measuring = false;
    }

    public async ValueTask DisposeAsync()
    {
        await Crowd.DisposeAsync();
        await Server.DisposeAsync();
        _http.Dispose();
    }

    public string Latencies() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Found.PerTick.GetValueAtPercentile(50) / 1e3:0} / {Found.PerTick.GetValueAtPercentile(95) / 1e3:0} / {Found.PerTick.GetValueAtPercentile(99) / 1e3:0}");

    public string Freshness() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Found.Newest.GetValueAtPercentile(50) / 1e3:0} / {Found.Newest.GetValueAtPercentile(95) / 1e3:0} / {Found.Newest.GetValueAtPercentile(99) / 1e3:0}");

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            Behind = Crowd.Clients.Count(client => !client.IsCurrent);
        }
        while (Behind > 0 && TimeProvider.System.GetElapsedTime(started) < RestWithin);
    }
}
