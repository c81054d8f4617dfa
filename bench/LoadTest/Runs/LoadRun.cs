using System.Globalization;
using TradingAnalytics.Bench;
using TradingAnalytics.LoadTest.Clients;
using TradingAnalytics.LoadTest.Market;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.LoadTest.Runs;

/// <summary>One server, one pushed market, one crowd: started, warmed up, measured, and brought to rest so that what never arrived can be counted.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;
    private readonly WideMarket? _wide;

    private LoadRun(ServerProcess server, HttpClient http, PushedMarket market, IProtocol protocol, WideMarket? wide)
    {
        (Server, _http, Market, _wide) = (server, http, market, wide);
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

    /// <summary>What other machines on the same processors took.</summary>
    public double StolenCores { get; private set; }

    public TimeSpan Measured { get; private set; }

    /// <summary>Clients whose last message does not show the last tick of their chain, once the market rests.</summary>
    public int Behind { get; private set; }

    /// <param name="server">The program.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="settings">Further settings of it.</param>
    /// <param name="protocol">Of the clients.</param>
    /// <param name="ticksPerSecond">Of the pushed market.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="chains">Of a market of so many chains; 0: the simulated market as it is.</param>
    public static async Task<LoadRun> StartAsync(
        string server,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings,
        IProtocol protocol,
        int ticksPerSecond,
        CancellationToken cancellationToken,
        int chains = 0)
    {
        WideMarket? wide = chains > 0 ? new WideMarket(chains) : null;
        settings = wide is null ? settings : new Dictionary<string, string>([.. settings, wide.Setting]);
        var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        ServerProcess process = await ServerProcess.StartAsync(server, arguments, settings, http, cancellationToken);
        SimulationOptions simulated = wide?.Options(ticksPerSecond) ?? new SimulationOptions { Seed = 1, TicksPerSecond = ticksPerSecond };
        var market = new PushedMarket(process.Address, http, simulated, wide?.Catalogue ?? ProductCatalogue.Load());
        var run = new LoadRun(process, http, market, protocol, wide);
        try
        {
            // The first seconds list the chains.
            await market.PourAsync(wide?.ListedAfter ?? 0, cancellationToken);
            await market.RunAsync(WarmUp, cancellationToken);
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
        TimeSpan stolen = StolenTime.Total;
        long started = TimeProvider.System.GetTimestamp();
        Found.Measuring = true;
        await Market.RunAsync(duration, cancellationToken);
        Measured = TimeProvider.System.GetElapsedTime(started);
        ServerCores = (Server.ProcessorTime() - server) / Measured;
        GeneratorCores = (Environment.CpuUsage.TotalTime - own) / Measured;
        StolenCores = (StolenTime.Total - stolen) / Measured;

        // What was sent before the end counts until it arrives.
        await RestAsync(cancellationToken);
        Found.Measuring = false;
    }

    public async ValueTask DisposeAsync()
    {
        await Crowd.DisposeAsync();
        await Server.DisposeAsync();
        _http.Dispose();
        _wide?.Dispose();
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
