namespace TradingAnalytics.WebFront.Live;

/// <summary>A client's connection as the fan-out sees it.</summary>
internal interface IPushTarget
{
    string Id { get; }

    /// <summary>Which messages it takes.</summary>
    WireFormat Format { get; }

    /// <summary>Writes a message; completes when the connection has taken it, which for a client that does not read may be never.</summary>
    ValueTask WriteAsync(PushMessage message);

    /// <summary>Ends the connection; a client that reads again in time learns why.</summary>
    void Drop(string reason);
}
