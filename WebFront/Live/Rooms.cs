using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The rooms somebody watches, or watched a moment ago.</summary>
internal sealed class Rooms(
    ILiveSource source, SystemSource system, IOptions<PushOptions> options, PushPace pace, PushStatistics statistics, TimeProvider time, ILogger<Rooms> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TableId, Room> _rooms = [];

    /// <summary>Puts a subscription into its room, opened when need be.</summary>
    public Room Join(TableId id, Subscription subscription)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(id, out Room? room))
            {
                room = new Room(id, id.Kind == TableKind.System ? system : source, options.Value, pace, statistics, time, logger);
                _rooms.Add(id, room);
                room.Start(Release);
            }

            room.Add(subscription);
            return room;
        }
    }

    public Room[] All()
    {
        lock (_gate)
        {
            return [.. _rooms.Values];
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Room room in All())
        {
            await room.DisposeAsync();
        }
    }

    private bool Release(Room room)
    {
        lock (_gate)
        {
            if (!room.IsAbandoned)
            {
                return false;
            }

            _rooms.Remove(room.Id);
        }

        _ = Task.Run(async () => await room.DisposeAsync());
        return true;
    }
}
