using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Live tables from the cluster: snapshots from grains, updates from their streams (<see cref="LiveStreams"/>), or by the short way where the grains are in this process.</summary>
internal sealed class ClusterLiveSource(IClusterClient cluster, LiveTap? tap = null) : ILiveSource
{
    public async Task<IAsyncDisposable> SubscribeAsync(TableId id, Action<LiveUpdate> receive, Action<Exception> failed, CancellationToken cancellationToken)
    {
        if (tap is not null)
        {
            return new Tapped(tap.Open(id, receive, failed));
        }

        IAsyncStream<LiveUpdate> stream = cluster.GetStreamProvider(LiveStreams.Provider).GetStream<LiveUpdate>(LiveStreams.Of(id));
        StreamSubscriptionHandle<LiveUpdate> handle = await stream.SubscribeAsync(new Observer(receive, failed)).WaitAsync(cancellationToken);
        return new Subscribed(handle);
    }

    public Task<LiveUpdate> SnapshotAsync(TableId id, CancellationToken cancellationToken)
    {
        string key = id.Route.ToString();
        Task<LiveUpdate> snapshot = id.User is { } user ? cluster.GetGrain<IAlertsGrain>(user).Table()
            : id.Kind == TableKind.Product ? cluster.GetGrain<IProductGrain>(key).Snapshot()
            : id.Route.IsChain ? cluster.GetGrain<IExpiryChainGrain>(key).Table(id.Kind)
            : cluster.GetGrain<IProductAnalyticsGrain>(key).Table(id.Kind);
        return snapshot.WaitAsync(cancellationToken);
    }

    private sealed class Observer(Action<LiveUpdate> receive, Action<Exception> failed) : IAsyncObserver<LiveUpdate>
    {
        public Task OnNextAsync(LiveUpdate item, StreamSequenceToken? token = null)
        {
            receive(item);
            return Task.CompletedTask;
        }

        public Task OnErrorAsync(Exception ex)
        {
            failed(ex);
            return Task.CompletedTask;
        }
    }

    private sealed class Tapped(IDisposable reader) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Subscribed(StreamSubscriptionHandle<LiveUpdate> handle) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await handle.UnsubscribeAsync();
    }
}
