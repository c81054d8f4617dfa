namespace TradingAnalytics.Client;

/// <summary>How a client stands to its server.</summary>
public enum ConnectionState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped = 0,

    /// <summary>Trying to connect, for the first time or again.</summary>
    Connecting = 1,

    Connected = 2,
}
