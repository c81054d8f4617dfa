using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Grains.Tests.Cluster;

/// <summary>What a web front does: keeps a replica from a chain's stream and takes a snapshot whenever an update does not fit.</summary>
internal sealed class ReplicaReader(LiveSchema schema, Func<Task<LiveUpdate>> snapshot) : IAsyncObserver<LiveUpdate>
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TableReplica _replica = new(schema);

    public int Updates { get; private set; }

    public int Snapshots { get; private set; }

    public static async Task<ReplicaReader> SubscribeAsync(GrainCluster cluster, TableId id, LiveSchema schema, Func<Task<LiveUpdate>> snapshot)
    {
        var reader = new ReplicaReader(schema, snapshot);
        await cluster.Silos.Client.GetStreamProvider(LiveStreams.Provider).GetStream<LiveUpdate>(LiveStreams.Of(id)).SubscribeAsync(reader);
        return reader;
    }

    public async Task OnNextAsync(LiveUpdate item, StreamSequenceToken? token = null)
    {
        await _turn.WaitAsync();
        try
        {
            Updates++;
            if (_replica.Apply(item) == ApplyResult.Gap)
            {
                Snapshots++;
                _replica.Apply(await snapshot());
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public async Task<LiveUpdate> Read()
    {
        await _turn.WaitAsync();
        try
        {
            return _replica.Snapshot();
        }
        finally
        {
            _turn.Release();
        }
    }
}
