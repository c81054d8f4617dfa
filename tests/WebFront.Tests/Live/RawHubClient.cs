using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>Speaks SignalR's JSON protocol over a bare WebSocket, so that a test decides when bytes are read.</summary>
internal sealed class RawHubClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _unread = new();

    private string? _closed;

    public JsonReplica Room { get; } = new();

    public static async Task<RawHubClient> ConnectAsync(Uri address, string room)
    {
        var client = new RawHubClient();
        await client._socket.ConnectAsync(new Uri($"ws://{address.Authority}/hubs/market"), TestContext.Current.CancellationToken);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.SendAsync($$"""{"type":1,"target":"Subscribe","arguments":["{{room}}"]}""");
        return client;
    }

    /// <summary>Reads messages until the copy is at a version.</summary>
    public async Task ReadUntilAsync(long sequence)
    {
        while (Room.Version.Sequence < sequence)
        {
            await ReadAsync();
        }
    }

    /// <summary>Reads until the server says goodbye, and gives its reason.</summary>
    public async Task<string> ReadUntilClosedAsync()
    {
        while (_closed is null)
        {
            await ReadAsync();
        }

        return _closed;
    }

    private async Task ReadAsync()
    {
        Memory<byte> memory = _unread.GetMemory(65_536);
        ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(memory, TestContext.Current.CancellationToken);
        result.MessageType.ShouldNotBe(WebSocketMessageType.Close);
        _unread.Advance(result.Count);
        if (result.EndOfMessage)
        {
            foreach (string text in Encoding.UTF8.GetString(_unread.WrittenSpan).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
            {
                Take((JsonObject)JsonNode.Parse(text)!);
            }

            _unread.ResetWrittenCount();
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Take(JsonObject message)
    {
        if ((int?)message["type"] == 7)
        {
            _closed = (string?)message["error"];
        }

        switch ((string?)message["target"])
        {
            case "snapshot":
                Room.Snapshot((JsonObject)message["arguments"]![0]!);
                break;
            case "delta":
                Room.Delta((JsonObject)message["arguments"]![0]!);
                break;
        }
    }

    private Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text + '\u001e'), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
}
