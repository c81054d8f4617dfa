using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Where the web front gets live tables from: the cluster, or a test's stand-in.</summary>
public interface ILiveSource
{
    /// <summary>Begins to hand on a table's updates in their order, until the result is disposed. What was published before is not handed on.</summary>
    /// <param name="id">Which table.</param>
    /// <param name="receive">Takes an update; quick, never throws.</param>
    /// <param name="failed">Told when the subscription can bring no more.</param>
    /// <param name="cancellationToken">Gives up subscribing.</param>
    Task<IAsyncDisposable> SubscribeAsync(TableId id, Action<LiveUpdate> receive, Action<Exception> failed, CancellationToken cancellationToken);

    /// <summary>The table as last published; sequence 0 while nothing has been.</summary>
    Task<LiveUpdate> SnapshotAsync(TableId id, CancellationToken cancellationToken);
}
