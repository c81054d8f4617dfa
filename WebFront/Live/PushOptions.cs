namespace TradingAnalytics.WebFront.Live;

/// <summary>How updates go out to clients. Section <c>Web:Push</c>.</summary>
public sealed class PushOptions
{
    public const string Section = "Web:Push";

    /// <summary>Shortest mean time between two deltas of a room to one client; what happens between is merged. 0: as often as the room publishes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The interval while more than <see cref="CrowdConnections"/> clients are connected.</summary>
    public TimeSpan CrowdInterval { get; set; } = TimeSpan.FromSeconds(2);

    public int CrowdConnections { get; set; } = 8_000;

    /// <summary>A client that has not taken a message for this long is disconnected.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Rooms one connection may watch at the same time.</summary>
    public int MaxRoomsPerConnection { get; set; } = 32;

    /// <summary>How long a room is kept after its last client left it, so that a reload finds it warm.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A room whose stream says nothing for this long asks the grain whether it missed something.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client's Subscribe waits for a room's first snapshot.</summary>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Updates held while a snapshot is fetched; more than these and the snapshot is fetched anew.</summary>
    public int MaxHeldUpdates { get; set; } = 1024;
}
