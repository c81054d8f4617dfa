using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>A connected client and the rooms it watches.</summary>
internal sealed class ClientConnection(HubConnectionContext connection, PushOptions options, TimeProvider time) : IPushTarget
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TableId, (Room Room, Subscription Subscription)> _rooms = [];
    private bool _closed;
    private int _dropped;

    public string Id => connection.ConnectionId;

    public WireFormat Format => connection.Protocol.Name == "messagepack" ? WireFormat.MessagePack : WireFormat.Json;

    public ValueTask WriteAsync(PushMessage message) => connection.WriteAsync(message.Hub);

    public void Drop(string reason)
    {
        if (Interlocked.Exchange(ref _dropped, 1) == 0)
        {
            _ = DropAsync(reason);
        }
    }

    /// <summary>Watches a room, or when it does already posts the new wish to it. Null: it watches as many as it may.</summary>
    public Room? Enter(TableId id, Wish wish, Rooms rooms)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(id, out (Room Room, Subscription Subscription) watched))
            {
                watched.Subscription.Post(wish);
                watched.Room.Wake();
                return watched.Room;
            }

            if (_rooms.Count >= options.MaxRoomsPerConnection)
            {
                return null;
            }

            // A client that went away while it was being served must not stay behind in a room.
            ObjectDisposedException.ThrowIf(_closed, this);
            var subscription = new Subscription(this, wish);
            Room room = rooms.Join(id, subscription);
            _rooms.Add(id, (room, subscription));
            return room;
        }
    }

    /// <summary>Changes what it wants of a room; false when it does not watch it.</summary>
    public bool Configure(TableId id, Wish wish)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(id, out (Room Room, Subscription Subscription) watched))
            {
                return false;
            }

            watched.Subscription.Post(wish);
            watched.Room.Wake();
            return true;
        }
    }

    [SuppressMessage("Naming", "CA1716", Justification = "The word of the domain")]
    public void Leave(TableId id)
    {
        lock (_gate)
        {
            if (_rooms.Remove(id, out (Room Room, Subscription Subscription) watched))
            {
                watched.Room.Remove(watched.Subscription);
            }
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach ((Room room, Subscription subscription) in _rooms.Values)
            {
                room.Remove(subscription);
            }

            _rooms.Clear();
        }
    }

    /// <summary>The reason waits behind what the client has not taken; one that reads in time gets it, the others are cut off.</summary>
    private async Task DropAsync(string reason)
    {
        try
        {
            using var limit = new CancellationTokenSource(options.FarewellTimeout, time);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, connection.ConnectionAborted);
            await connection.WriteAsync(new CloseMessage(reason, allowReconnect: true), ended.Token).AsTask().WaitAsync(ended.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It was not read, or the client has closed the connection.
        }
        finally
        {
            connection.Abort();
        }
    }
}
