namespace TradingAnalytics.Client;

/// <summary>How a room's copy stands to the server's table.</summary>
public enum RoomState
{
    /// <summary>On its way: no copy yet, or one that cannot be trusted to be current while the connection or the options change.</summary>
    Waiting = 0,

    /// <summary>The copy at its version equals the server's table, and follows it.</summary>
    InStep = 1,

    /// <summary>The server has lost touch with the room's source: the copy is right for its version and may be out of date.</summary>
    Gap = 2,

    /// <summary>The server will not open the room now; <see cref="LiveRoom.Refusal"/> says why. It is asked again from time to time.</summary>
    Refused = 3,
}
