using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Knows every connected client. It stands in SignalR's lifetime manager's place to get at the connections themselves, to which the fan-out writes frames that are already serialised.</summary>
internal sealed class ConnectionRegistry(ILogger<DefaultHubLifetimeManager<MarketHub>> logger, IOptions<PushOptions> options, TimeProvider time) : DefaultHubLifetimeManager<MarketHub>(logger)
{
    private readonly ConcurrentDictionary<string, ClientConnection> _clients = new();
    private int _count;

    /// <summary>Connected clients, those of event streams too.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a client that is not SignalR's, until <see cref="StreamClosed"/>.</summary>
    public void StreamOpened() => Interlocked.Increment(ref _count);

    public void StreamClosed() => Interlocked.Decrement(ref _count);

    public ClientConnection? Find(string connectionId) => _clients.GetValueOrDefault(connectionId);

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        _clients[connection.ConnectionId] = new ClientConnection(connection, options.Value, time);
        Interlocked.Increment(ref _count);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_clients.TryRemove(connection.ConnectionId, out ClientConnection? client))
        {
            client.Close();
            Interlocked.Decrement(ref _count);
        }

        await base.OnDisconnectedAsync(connection);
    }
}
