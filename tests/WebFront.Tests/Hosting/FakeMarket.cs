using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Live tables in memory that publish like grains do, and lose what a test wants lost.</summary>
internal sealed class FakeMarket : ILiveSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TableId, LiveTable> _tables = [];
    private readonly List<(TableId Id, Action<LiveUpdate> Receive, Action<Exception> Failed)> _subscribers = [];

    /// <summary>Publishes to the table, but the stream says nothing of it.</summary>
    public bool StreamIsDown { get; set; }

    /// <summary>Snapshots fail while set.</summary>
    public Exception? SnapshotFault { get; set; }

    /// <summary>Called when a snapshot is asked for, before it is taken.</summary>
    public Action<TableId> OnSnapshot { get; set; } = static _ => { };

    /// <summary>Snapshots wait for it.</summary>
    public Task SnapshotGate { get; set; } = Task.CompletedTask;

    /// <summary>Subscriptions wait for it.</summary>
    public Task SubscriptionGate { get; set; } = Task.CompletedTask;

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
    public void Begin(TableId id, long epoch)
    {
        lock (_gate)
        {
            _tables[id] = new LiveTable(LiveTables.SchemaOf(id), epoch);
        }
    }

    /// <summary>Changes a table and publishes the change.</summary>
    public LiveUpdate? Publish(TableId id, Action<LiveTable> change)
    {
        lock (_gate)
        {
            LiveTable table = _tables[id];
            change(table);
            LiveUpdate? update = table.Commit();
            if (update is not null && !StreamIsDown)
            {
                foreach ((TableId watched, Action<LiveUpdate> receive, _) in _subscribers.ToArray())
                {
                    if (watched == id)
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

    public async Task<IAsyncDisposable> SubscribeAsync(TableId id, Action<LiveUpdate> receive, Action<Exception> failed, CancellationToken cancellationToken)
    {
        await SubscriptionGate.WaitAsync(cancellationToken);
        (TableId, Action<LiveUpdate>, Action<Exception>) subscriber = (id, receive, failed);
        lock (_gate)
        {
            _subscribers.Add(subscriber);
            Subscriptions++;
        }

        return new Subscribed(() =>
        {
            lock (_gate)
            {
                _subscribers.Remove(subscriber);
            }
        });
    }

    public async Task<LiveUpdate> SnapshotAsync(TableId id, CancellationToken cancellationToken)
    {
        OnSnapshot(id);
        if (SnapshotFault is { } fault)
        {
            throw fault;
        }

        LiveUpdate snapshot;
        lock (_gate)
        {
            snapshot = _tables.TryGetValue(id, out LiveTable? table) ? table.Snapshot() : new LiveUpdate(0, 0, 0, [], [], []);
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
