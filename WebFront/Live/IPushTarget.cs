using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.WebFront.Live;

/// <summary>A client's connection as the fan-out sees it.</summary>
internal interface IPushTarget
{
    string Id { get; }

    /// <summary>Writes a message; completes when the connection has taken it, which for a client that does not read may be never.</summary>
    ValueTask WriteAsync(SerializedHubMessage message);

    void Abort();
}
