using System.Text;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>Socket.IO version 5 over Engine.IO version 4, as a WebSocket from the start.</summary>
internal sealed class SocketIoProtocol : IProtocol
{
    public string Hello => "40";

    /// <summary>Answers the server's ping, which it sends every 25 s and waits 20 s for.</summary>
    public string Alive => "3";

    public Uri Address(Uri server) => new($"ws://{server.Authority}/socket.io/?EIO=4&transport=websocket");

    public string Subscribe(string room) => $"""42["subscribe","{room}"]""";

    public void Take(ReadOnlySpan<byte> message, LoadClient client)
    {
        if (!message.StartsWith("42"u8))
        {
            if (message.StartsWith("41"u8) || message.StartsWith("44"u8))
            {
                client.Refused(Encoding.UTF8.GetString(message));
            }

            return;
        }

        int at = message.IndexOf("\"asOf\":\""u8);
        ReadOnlySpan<byte> rest = message[(at + "\"asOf\":\"".Length)..];
        client.Tick(Instant.Read(rest[..rest.IndexOf((byte)'"')]));
    }
}
