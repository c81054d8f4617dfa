namespace TradingAnalytics.WebFront.Live;

/// <summary>What makes a client's copy go on otherwise than by the next delta.</summary>
internal enum ResyncReason : byte
{
    None = 0,

    /// <summary>The table's writer began anew.</summary>
    Epoch = 1,

    /// <summary>The client holds a later version than this server.</summary>
    Ahead = 2,

    /// <summary>The version to resume from is not one this server can lead on from.</summary>
    Resume = 3,

    /// <summary>The strikes around the money are others.</summary>
    Strikes = 4,

    /// <summary>A gap is over: deltas go on from what the client holds, no snapshot follows.</summary>
    GapClosed = 5,

    /// <summary>What the client asked for with Configure holds from here on; a snapshot follows where that is another part of the table.</summary>
    Options = 6,
}
