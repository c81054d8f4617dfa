using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Api;
using TradingAnalytics.WebFront.Routing;
using TradingAnalytics.WebFront.Status;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// The room <c>system</c>: what <c>/api/status</c> knows, and the delays of pushing, once a second while somebody watches. Not through the cluster: each process shows its own, also when the cluster does not answer.
/// </summary>
internal sealed class SystemSource(
    HostStatus host, MarketStatus market, ClusterStatus cluster, RouteDirectory directory, PushStatistics push, PushPace pace, ConnectionRegistry connections, IServiceProvider services, TimeProvider time) : ILiveSource
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The table begins anew, and silos long gone are forgotten, when there have been so many.</summary>
    private const int MostSilos = 256;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<string> _silos = [];
    private LiveTable? _table;

    public Task<IAsyncDisposable> SubscribeAsync(TableId id, Action<LiveUpdate> receive, Action<Exception> failed, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(new Watch(this, receive, failed, time));

    public async Task<LiveUpdate> SnapshotAsync(TableId id, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _table?.Snapshot() ?? (await RefreshAsync(cancellationToken))!;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<LiveUpdate?> NextAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await RefreshAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<LiveUpdate?> RefreshAsync(CancellationToken cancellationToken)
    {
        (IReadOnlyList<SiloAnswer> silos, string? fault) = await cluster.ReadAsync(cancellationToken);
        IReadOnlyList<TickRoute> live = fault is null ? await directory.LiveAsync(cancellationToken) : [];
        if (_table is null || _silos.Count > MostSilos)
        {
            _silos.Clear();
            _table = new LiveTable(SystemTable.Schema, Math.Max((_table?.Epoch ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        MarketReport report = await market.ReadAsync(cancellationToken);
        var figures = new SystemFigures
        {
            Version = HostStatus.Version,
            UptimeSeconds = host.UptimeSeconds,
            Market = report,
            FeedLagSeconds = push.SecondsSinceReceived(),
            Push = push,
            Connections = connections.Count,
            Rooms = services.GetRequiredService<Rooms>().All().Length,
            IntervalMilliseconds = pace.Interval.TotalMilliseconds,
            Products = live.Count(route => !route.IsChain),
            Chains = live.Count(route => route.IsChain),
            ClusterFault = fault,
            ResidentBytes = Environment.WorkingSet,
        };
        SystemTable.Write(_table, figures, silos, _silos);
        return _table.Commit();
    }

    /// <summary>Brings a room the table's updates until it is disposed.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Watch(SystemSource source, Action<LiveUpdate> receive, Action<Exception> failed, TimeProvider time) => _running = RunAsync(source, receive, failed, time, _stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }

        private static async Task RunAsync(SystemSource source, Action<LiveUpdate> receive, Action<Exception> failed, TimeProvider time, CancellationToken cancellationToken)
        {
            using var timer = new PeriodicTimer(Every, time);
            try
            {
                while (await timer.WaitForNextTickAsync(cancellationToken))
                {
                    if (await source.NextAsync(cancellationToken) is { } update)
                    {
                        receive(update);
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Nobody watches any more.
            }
            catch (Exception failure)
            {
                failed(failure);
            }
        }
    }
}
