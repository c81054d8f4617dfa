using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>A .NET SignalR client that keeps a copy of each room it is sent.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Dictionary<string, JsonReplica> _rooms = [];
    private readonly List<JsonObject> _notes = [];

    private HubClient(HubConnection connection)
    {
        _connection = connection;
        connection.On<object>("snapshot", message => Room(Read(message, out JsonObject table)).Snapshot(table));
        connection.On<object>("delta", message => Room(Read(message, out JsonObject delta)).Delta(delta));
        foreach (string note in new[] { "status", "gap", "resync" })
        {
            connection.On<object>(note, message => Note(note, message));
        }
    }

    /// <summary>What it was told beside tables, each with its <c>kind</c>.</summary>
    public JsonObject[] Notes
    {
        get
        {
            lock (_notes)
            {
                return [.. _notes];
            }
        }
    }

    public static async Task<HubClient> ConnectAsync(Uri address, bool messagePack = false, string? token = null)
    {
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/market"), options => options.AccessTokenProvider = () => Task.FromResult(token));
        var client = new HubClient((messagePack ? builder.AddMessagePackProtocol() : builder).Build());
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

    public async Task<JsonObject> SubscribeAsync(string room, object options) => Json(await _connection.InvokeAsync<object>("Subscribe", room, options, TestContext.Current.CancellationToken));

    public Task ConfigureAsync(string room) => _connection.InvokeAsync("Configure", room, TestContext.Current.CancellationToken);

    public async Task<JsonObject> ConfigureAsync(string room, object? options) => Json(await _connection.InvokeAsync<object>("Configure", room, options, TestContext.Current.CancellationToken));

    public Task UnsubscribeAsync(string room) => _connection.InvokeAsync("Unsubscribe", room, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string Read(object message, out JsonObject json)
    {
        json = Json(message);
        return (string)json["room"]!;
    }

    /// <summary>JSON as it is; MessagePack's dictionaries and lists as the JSON they stand for.</summary>
    private static JsonObject Json(object message) => (JsonObject)JsonNode.Parse(JsonSerializer.Serialize(message))!;

    private void Note(string kind, object message)
    {
        JsonObject note = Json(message);
        note["kind"] = kind;
        lock (_notes)
        {
            _notes.Add(note);
        }
    }
}
