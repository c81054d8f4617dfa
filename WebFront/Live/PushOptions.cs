namespace TradingAnalytics.WebFront.Live;

/// <summary>How updates go out to clients. Section <c>Web:Push</c>.</summary>
public sealed class PushOptions
{
    public const string Section = "Web:Push";

    /// <summary>Longest interval a client may ask for.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(60);

    private static readonly CrowdStep[] DefaultSteps = [new() { Connections = 8_000, Interval = TimeSpan.FromSeconds(2) }];

    /// <summary>Shortest mean time between two deltas of a room to a client that does not ask for another; what happens between is merged. 0: as often as the room publishes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Intervals by the number of clients connected to this process. None: 2 s above 8,000.</summary>
    public IList<CrowdStep> CrowdSteps { get; } = [];

    /// <summary>The steps in force.</summary>
    public IEnumerable<CrowdStep> Steps => CrowdSteps.Count == 0 ? DefaultSteps : CrowdSteps;

    /// <summary>Longest interval a client is slowed to that does not take its messages in time.</summary>
    public TimeSpan SlowInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client that is dropped has to read why.</summary>
    public TimeSpan FarewellTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A client that has not taken a message for this long is disconnected.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Rooms one connection may watch at the same time.</summary>
    public int MaxRoomsPerConnection { get; set; } = 32;

    /// <summary>How long a room is kept after its last client left it, so that a reload finds it warm.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A room whose stream says nothing for three of its usual intervals, and no less than this, asks the grain whether it missed something: what a silo that ended took with it costs no longer a silence.</summary>
    public TimeSpan DoubtAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A room whose stream says nothing for this long asks the grain in any case.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client's Subscribe waits for a room's first snapshot.</summary>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Updates held while a snapshot is fetched; more than these and the snapshot is fetched anew.</summary>
    public int MaxHeldUpdates { get; set; } = 1024;
}
