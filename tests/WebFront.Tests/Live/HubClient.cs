using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>A .NET SignalR client that keeps a copy of each room it is sent.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Dictionary<string, JsonReplica> _rooms = [];

    private HubClient(HubConnection connection)
    {
        _connection = connection;
        connection.On<JsonObject>("snapshot", table => Room((string)table["room"]!).Snapshot(table));
        connection.On<JsonObject>("delta", delta => Room((string)delta["room"]!).Delta(delta));
    }

    public static async Task<HubClient> ConnectAsync(Uri address)
    {
        var client = new HubClient(new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/market")).Build());
        await client._connection.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public JsonReplica Room(string room)
    {
        lock (_rooms)
        {
            return _rooms.TryGetValue(room, out JsonReplica? replica) ? replica : _rooms[room] = new JsonReplica();
        }
    }

    public Task SubscribeAsync(string room) => _connection.InvokeAsync("Subscribe", room, TestContext.Current.CancellationToken);

    public Task UnsubscribeAsync(string room) => _connection.InvokeAsync("Unsubscribe", room, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
