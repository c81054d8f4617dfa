using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The push protocol's methods; see docs/protocol.md.</summary>
internal sealed class MarketHub(ConnectionRegistry connections, Rooms rooms, RoomAccess access, PushPace pace, IOptions<PushOptions> options, TimeProvider time) : Hub
{
    /// <summary>Watches a room: a snapshot follows (or where the client resumes, a delta from the version it holds), then deltas. Asked again, the same with the options given now.</summary>
    /// <returns>The interval in force, and why.</returns>
    public async Task<Dictionary<string, object>> Subscribe(string room, object? options)
    {
        try
        {
            TableId id = await ResolveAsync(room);
            Wish wish = Read(id, options);
            await EnterAsync(room, id, wish with { Snapshot = wish.Resume is null });
            return Answer(id, wish);
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // The client has gone while it waited: nobody is there to be answered.
            return [];
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            throw NoAnswer(room);
        }
    }

    /// <summary>Changes the options of a room that is watched to exactly these. Resync says from where on they hold; another view begins with a snapshot.</summary>
    /// <returns>The interval in force, and why.</returns>
    public Dictionary<string, object> Configure(string room, object? options)
    {
        if (!RoomAccess.TryRead(room, Context.User, out TableId id))
        {
            throw Malformed(room);
        }

        Wish wish = Read(id, options);
        if (wish.Resume is not null)
        {
            throw new HubException("'resume' is an option of Subscribe, not of Configure.");
        }

        return connections.Find(Context.ConnectionId)?.Configure(id, wish with { Configures = true }) != false
            ? Answer(id, wish) : throw new HubException($"{id} is not watched on this connection: Subscribe to it first.");
    }

    /// <summary>Watches a room no longer. Not having watched it is no error.</summary>
    [RouteCost(0)]
    public void Unsubscribe(string room)
    {
        if (!RoomAccess.TryRead(room, Context.User, out TableId id))
        {
            throw Malformed(room);
        }

        connections.Find(Context.ConnectionId)?.Leave(id);
    }

    private static Dictionary<string, object> Answer(TableId id, Wish wish) => new()
    {
        ["room"] = id.ToString(), ["interval"] = wish.Told.Interval.TotalMilliseconds, ["reason"] = wish.Told.Reason == PaceReason.Crowd ? "crowd" : "asked", ["merged"] = 0,
    };

    private Wish Read(TableId id, object? given)
    {
        if (!OptionsReader.TryRead(id, given, options.Value.Interval, out Wish? wish, out string? fault))
        {
            throw new HubException(fault);
        }

        return wish with { Told = new SubscriptionPace(wish.Interval).InForce(pace.Floor) };
    }

    private async Task EnterAsync(string room, TableId id, Wish wish)
    {
        ClientConnection? client = connections.Find(Context.ConnectionId);
        if (client is null)
        {
            return;
        }

        Room entered = client.Enter(id, wish, rooms)
            ?? throw new HubException($"A connection may watch {options.Value.MaxRoomsPerConnection} rooms at the same time: unsubscribe from one first.");
        try
        {
            await entered.Ready.WaitAsync(options.Value.ReadyTimeout, time, Context.ConnectionAborted);
        }
        catch (TimeoutException)
        {
            client.Leave(id);
            throw;
        }
    }

    private HubException NoAnswer(string room) =>
        new($"{room} could not be read within {options.Value.ReadyTimeout.TotalSeconds:0} s: the cluster does not answer. Subscribe again later.");

    private static HubException Malformed(string room) => new($"'{room}' is no room: rooms are named like {TableId.Forms}.");

    private async Task<TableId> ResolveAsync(string room)
    {
        if (!RoomAccess.TryRead(room, Context.User, out TableId id))
        {
            throw Malformed(room);
        }

        return await access.RefusalAsync(id, Context.User, Context.ConnectionAborted).AsTask().WaitAsync(options.Value.ReadyTimeout, time, Context.ConnectionAborted) is { } refusal ? throw new HubException(refusal) : id;
    }
}
