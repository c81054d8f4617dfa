namespace TradingAnalytics.WebFront.Api;

/// <summary>The push side of this process. Counts are since start.</summary>
/// <param name="Connections">Connected clients.</param>
/// <param name="IntervalMilliseconds">The mean time between two deltas of a room to one client, at present.</param>
/// <param name="Snapshots">Snapshots sent.</param>
/// <param name="Deltas">Deltas sent.</param>
/// <param name="MergedUpdates">Updates that went out inside a later, larger delta.</param>
/// <param name="Bytes">Bytes sent.</param>
/// <param name="Waits">Messages a client did not take at once.</param>
/// <param name="StalledClients">Clients disconnected because they took nothing for too long.</param>
/// <param name="Heals">Times a room had missed something and fetched a snapshot.</param>
/// <param name="Rooms">Watched rooms.</param>
internal sealed record PushAnswer(
    int Connections,
    double IntervalMilliseconds,
    long Snapshots,
    long Deltas,
    long MergedUpdates,
    long Bytes,
    long Waits,
    long StalledClients,
    long Heals,
    IReadOnlyList<RoomAnswer> Rooms);
