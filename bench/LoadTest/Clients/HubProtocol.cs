using System.Buffers.Text;
using System.Text;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>SignalR's JSON protocol. Only what the measurement needs is read from a message: its version and the instant it shows.</summary>
/// <param name="options">Options of the subscription as JSON; none for a hub that takes none.</param>
internal sealed class HubProtocol(string? options) : IProtocol
{
    private const char End = '\u001e';

    public string Hello => $$"""{"protocol":"json","version":1}{{End}}""";

    public string Alive => $$"""{"type":6}{{End}}""";

    public Uri Address(Uri server) => new($"ws://{server.Authority}/hubs/market");

    public string Subscribe(string room) => $$"""{"type":1,"invocationId":"1","target":"Subscribe","arguments":["{{room}}"{{(options is null ? "" : "," + options)}}]}{{End}}""";

    public void Take(ReadOnlySpan<byte> message, LoadClient client)
    {
        while (!message.IsEmpty)
        {
            int length = message.IndexOf((byte)End);
            ReadOnlySpan<byte> one = length < 0 ? message : message[..length];
            message = length < 0 ? default : message[(length + 1)..];
            TakeOne(one, client);
        }
    }

    private static void TakeOne(ReadOnlySpan<byte> message, LoadClient client)
    {
        ReadOnlySpan<byte> target = Text(message, "\"target\":\""u8);
        if (target.SequenceEqual("delta"u8))
        {
            client.Delta(Number(message, "\"epoch\":"u8), Number(message, "\"from\":"u8), Number(message, "\"sequence\":"u8), Instant.Read(Text(message, "\"asOf\":\""u8)));
        }
        else if (target.SequenceEqual("snapshot"u8))
        {
            client.Snapshot(Number(message, "\"epoch\":"u8), Number(message, "\"sequence\":"u8), Instant.Read(Text(message, "\"asOf\":\""u8)));
        }
        else if (target.SequenceEqual("gap"u8))
        {
            client.Gap();
        }
        else if (target.SequenceEqual("status"u8) || message.IndexOf("\"result\":{"u8) >= 0)
        {
            client.Paced(Number(message, "\"interval\":"u8));
        }
        else if (message.IndexOf("\"type\":7"u8) >= 0)
        {
            client.Refused(Encoding.UTF8.GetString(message));
        }
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        int at = message.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> rest = message[(at + name.Length)..];
        int end = rest.IndexOf((byte)'"');
        return end < 0 ? default : rest[..end];
    }

    /// <summary>A whole number; -1 where the message has none of this name.</summary>
    private static long Number(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        int at = message.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(message[(at + name.Length)..], out long value, out _) ? value : -1;
    }
}
