using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Streams;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.GrainClient;

/// <summary>
/// Reads a chain and follows it, as the web front does: subscribe first, then take a snapshot, then apply what comes. An update that does not fit (one was missed, or the chain came up on another
/// silo under a new epoch) is answered by a new snapshot, and so is a stream that has been silent for a while.
/// </summary>
internal sealed class ChainFollower(IClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);

    /// <summary>The live expiry that is nearest, or the one named.</summary>
    public async Task<TickRoute> FindAsync(ProductId product, string expiry)
    {
        TickRoute[] live = await cluster.GetGrain<IDirectoryGrain>(0).Routes();
        TickRoute[] chains = [.. live.Where(route => route.IsChain && route.Product == product && (expiry.Length == 0 || route.Expiry.ToString() == expiry))];
        return chains.Length > 0 ? chains[0] : throw new InvalidOperationException($"No chain of {product} {expiry} is live. Live: {string.Join(", ", live)}.");
    }

    /// <summary>Gives the chain's replica after each version of it, the first at once.</summary>
    public async IAsyncEnumerable<TableReplica> FollowAsync(TickRoute chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IExpiryChainGrain grain = cluster.GetGrain<IExpiryChainGrain>(chain.ToString());
        IAsyncStream<LiveUpdate> stream = cluster.GetStreamProvider(LiveStreams.Provider).GetStream<LiveUpdate>(LiveStreams.Of(chain));

        // A reader that is slow loses updates, not memory: what it finds missing it takes anew.
        var updates = Channel.CreateBounded<LiveUpdate>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        StreamSubscriptionHandle<LiveUpdate> subscription = await stream.SubscribeAsync((update, _) => updates.Writer.WriteAsync(update, CancellationToken.None).AsTask());
        try
        {
            var replica = new TableReplica(ChainSchema.Table);
            LiveUpdate? next = await grain.Snapshot();
            while (true)
            {
                ApplyResult result = replica.Apply(next);
                if (result == ApplyResult.Applied)
                {
                    yield return replica;
                }

                next = result == ApplyResult.Gap ? await grain.Snapshot() : await NextAsync(updates.Reader, cancellationToken) ?? await grain.Snapshot();
            }
        }
        finally
        {
            await subscription.UnsubscribeAsync();
        }
    }

    /// <summary>One line of what the chain says now.</summary>
    public static string Describe(TableReplica chain)
    {
        double Header(int column) => chain.Get(RowKey.Header, column);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {chain.Epoch} sequence {chain.Sequence} spot {Header(ChainColumn.Spot)} forward {Header(ChainColumn.Forward)} atmIv {Header(ChainColumn.AtmIv)} pcrOi {Header(ChainColumn.PcrOi)} maxPain {Header(ChainColumn.MaxPain)}");
    }

    /// <summary>Null after a silence.</summary>
    private async Task<LiveUpdate?> NextAsync(ChannelReader<LiveUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            await updates.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(s_silence, time, cancellationToken);
            return updates.TryRead(out LiveUpdate? update) ? update : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
