using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Hosting;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Cluster;

/// <summary>Silos in this process over one journal and one storage file, both of which outlive them, and a client.</summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-grains-").FullName;
    private readonly Dictionary<string, string> _settings;

    private readonly IHistoryStore? _history;
    private readonly ConcurrentDictionary<string, bool> _failing = [];

    private GrainCluster(MemoryJournal journal, short silos, IHistoryStore? history, (string Key, string Value)[] settings)
    {
        Journal = journal;
        _history = history;
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => ConfigureSilo(silo));
        builder.ConfigureClient(client => client.AddLiveStreams());
        Silos = builder.Build();
    }

    public MemoryJournal Journal { get; }

    public InProcessTestCluster Silos { get; }

    public IGrainFactory Grains => Silos.Client;

    public static Task<GrainCluster> StartAsync(MemoryJournal journal, short silos = 1, params (string Key, string Value)[] settings) => StartAsync(journal, null, silos, settings);

    /// <summary>Starts silos that keep history.</summary>
    public static async Task<GrainCluster> StartAsync(MemoryJournal journal, IHistoryStore? history, short silos, params (string Key, string Value)[] settings)
    {
        var cluster = new GrainCluster(journal, silos, history, settings);
        await cluster.Silos.DeployAsync();
        return cluster;
    }

    /// <summary>The next call of a method of a name, of any grain, fails.</summary>
    public void FailOnce(string method) => _failing[method] = true;

    public IExpiryChainGrain Chain(TickRoute route) => Grains.GetGrain<IExpiryChainGrain>(route.ToString());

    public IProductGrain Product(TickRoute route) => Grains.GetGrain<IProductGrain>(route.Product.ToString());

    public IProductAnalyticsGrain Analytics(TickRoute route) => Grains.GetGrain<IProductAnalyticsGrain>(route.Product.ToString());

    public IDirectoryGrain RouteDirectory => Grains.GetGrain<IDirectoryGrain>(0);

    /// <summary>Waits until a condition holds, asking again and again; fails by name when it never does.</summary>
    public static async Task Eventually(string what, Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            try
            {
                await pause.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It never came about that {what}.");
            }
        }
    }

    public static double Header(LiveUpdate snapshot, int column) => LiveUpdates.TryGet(snapshot, RowKey.Header, column, out double value) ? value : double.NaN;

    public async ValueTask DisposeAsync()
    {
        await Silos.StopAllSilosAsync();
        await Silos.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void ConfigureSilo(ISiloBuilder silo)
    {
        foreach ((string key, string value) in _settings)
        {
            silo.Configuration[key] = value;
        }

        silo.Services.AddSingleton<ITickJournal>(Journal);
        silo.Services.AddSingleton(TestMarket.Catalogue);
        if (_history is not null)
        {
            silo.Services.AddSingleton(_history);
        }

        silo.AddSqliteGrainStorage(GrainNames.Storage, _ => Path.Combine(_folder, "grains.db"));
        silo.AddSqliteGrainStorage(GrainNames.Subscriptions, _ => Path.Combine(_folder, "grains.db"));
        silo.AddTradingAnalyticsGrains();
        silo.AddLiveStreams();
        silo.UseInMemoryReminderService();
        silo.AddIncomingGrainCallFilter(call => _failing.TryRemove(call.MethodName, out _) ? throw new InvalidOperationException($"{call.MethodName} was to fail once.") : call.Invoke());
    }
}
