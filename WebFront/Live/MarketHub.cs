using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The push protocol's two methods; see docs/protocol.md.</summary>
internal sealed class MarketHub(ConnectionRegistry connections, Rooms rooms, RouteDirectory directory, IOptions<PushOptions> options, TimeProvider time) : Hub
{
    /// <summary>Watches a room: a snapshot follows, then deltas. Asked again, the snapshot is sent again.</summary>
    public async Task Subscribe(string room)
    {
        try
        {
            await EnterAsync(room);
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // The client has gone while it waited: nobody is there to be answered.
        }
    }

    /// <summary>Watches a room no longer. Not having watched it is no error.</summary>
    [RouteCost(0)]
    public void Unsubscribe(string room)
    {
        if (!TableId.TryParse(room, out TableId id))
        {
            throw Malformed(room);
        }

        connections.Find(Context.ConnectionId)?.Leave(id);
    }

    private async Task EnterAsync(string room)
    {
        TableId id = await ResolveAsync(room);
        ClientConnection? client = connections.Find(Context.ConnectionId);
        if (client is null)
        {
            return;
        }

        Room entered = client.Enter(id, rooms, options.Value.MaxRoomsPerConnection)
            ?? throw new HubException($"A connection may watch {options.Value.MaxRoomsPerConnection} rooms at the same time: unsubscribe from one first.");
        try
        {
            await entered.Ready.WaitAsync(options.Value.ReadyTimeout, time, Context.ConnectionAborted);
        }
        catch (TimeoutException)
        {
            client.Leave(id);
            throw new HubException($"{room} could not be read within {options.Value.ReadyTimeout.TotalSeconds:0} s: the cluster does not answer. Subscribe again later.");
        }
    }

    private static HubException Malformed(string room) => new($"'{room}' is no room: rooms are named like {TableId.Forms}.");

    private async Task<TableId> ResolveAsync(string room)
    {
        if (!TableId.TryParse(room, out TableId id))
        {
            throw Malformed(room);
        }

        RouteLookup lookup = await directory.FindAsync(id.Route, Context.ConnectionAborted);
        return lookup.Problem is { } problem ? throw new HubException(problem) : id;
    }
}
