namespace TradingAnalytics.WebFront.Live;

/// <summary>How messages are written to a client.</summary>
internal enum WireFormat : byte
{
    /// <summary>SignalR's JSON protocol.</summary>
    Json = 0,

    /// <summary>SignalR's MessagePack protocol.</summary>
    MessagePack = 1,

    /// <summary>Server-sent events.</summary>
    EventStream = 2,
}
