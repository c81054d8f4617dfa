using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Live tables in memory that publish like grains do, and lose what a test wants lost.</summary>
internal sealed class FakeMarket : ILiveSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TickRoute, LiveTable> _tables = [];
    private readonly List<(TickRoute Route, Action<LiveUpdate> Receive, Action<Exception> Failed)> _subscribers = [];

    /// <summary>Publishes to the table, but the stream says nothing of it.</summary>
    public bool StreamIsDown { get; set; }

    /// <summary>Snapshots fail while set.</summary>
    public Exception? SnapshotFault { get; set; }

    /// <summary>Called when a snapshot is asked for, before it is taken.</summary>
    public Action<TickRoute> OnSnapshot { get; set; } = static _ => { };

    /// <summary>Snapshots wait for it.</summary>
    public Task SnapshotGate { get; set; } = Task.CompletedTask;

    public int Subscriptions { get; private set; }

    public int Subscribers
    {
        get
        {
            lock (_gate)
            {
                return _subscribers.Count;
            }
        }
    }

    /// <summary>Begins a table, or a new epoch of it.</summary>
    public void Begin(TickRoute route, long epoch)
    {
        lock (_gate)
        {
            _tables[route] = new LiveTable(LiveTables.SchemaOf(route), epoch);
        }
    }

    /// <summary>Changes a table and publishes the change.</summary>
    public LiveUpdate? Publish(TickRoute route, Action<LiveTable> change)
    {
        lock (_gate)
        {
            LiveTable table = _tables[route];
            change(table);
            LiveUpdate? update = table.Commit();
            if (update is not null && !StreamIsDown)
            {
                foreach ((TickRoute watched, Action<LiveUpdate> receive, _) in _subscribers.ToArray())
                {
                    if (watched == route)
                    {
                        receive(update);
                    }
                }
            }

            return update;
        }
    }

    public void FailStreams(Exception exception)
    {
        foreach ((_, _, Action<Exception> failed) in _subscribers.ToArray())
        {
            failed(exception);
        }
    }

    public Task<IAsyncDisposable> SubscribeAsync(TickRoute route, Action<LiveUpdate> receive, Action<Exception> failed, CancellationToken cancellationToken)
    {
        (TickRoute, Action<LiveUpdate>, Action<Exception>) subscriber = (route, receive, failed);
        lock (_gate)
        {
            _subscribers.Add(subscriber);
            Subscriptions++;
        }

        return Task.FromResult<IAsyncDisposable>(new Subscribed(() =>
        {
            lock (_gate)
            {
                _subscribers.Remove(subscriber);
            }
        }));
    }

    public async Task<LiveUpdate> SnapshotAsync(TickRoute route, CancellationToken cancellationToken)
    {
        OnSnapshot(route);
        if (SnapshotFault is { } fault)
        {
            throw fault;
        }

        LiveUpdate snapshot;
        lock (_gate)
        {
            snapshot = _tables.TryGetValue(route, out LiveTable? table) ? table.Snapshot() : new LiveUpdate(0, 0, 0, [], [], []);
        }

        await SnapshotGate.WaitAsync(cancellationToken);
        return snapshot;
    }

    private sealed class Subscribed(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
