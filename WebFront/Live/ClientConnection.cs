using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>A connected client and the rooms it watches.</summary>
internal sealed class ClientConnection(HubConnectionContext connection) : IPushTarget
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TableId, (Room Room, Subscription Subscription)> _rooms = [];
    private bool _closed;

    public string Id => connection.ConnectionId;

    public ValueTask WriteAsync(SerializedHubMessage message) => connection.WriteAsync(message);

    public void Abort() => connection.Abort();

    /// <summary>Watches a room, or when it does already has its snapshot sent again. Null: it watches as many as it may.</summary>
    public Room? Enter(TableId id, Rooms rooms, int maxRooms)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(id, out (Room Room, Subscription Subscription) watched))
            {
                watched.Subscription.SnapshotWanted = true;
                watched.Room.Wake();
                return watched.Room;
            }

            if (_rooms.Count >= maxRooms)
            {
                return null;
            }

            // A client that went away while it was being served must not stay behind in a room.
            ObjectDisposedException.ThrowIf(_closed, this);
            var subscription = new Subscription(this);
            Room room = rooms.Join(id, subscription);
            _rooms.Add(id, (room, subscription));
            return room;
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
}
