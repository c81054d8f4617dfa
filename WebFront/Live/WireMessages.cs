using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Writes messages as the clients' protocols want them: the same JSON or its MessagePack, in each protocol's envelope.</summary>
internal static class WireMessages
{
    /// <summary>SignalR's JSON protocol ends each message with it.</summary>
    private const byte RecordSeparator = 0x1e;

    private static readonly string[] ProtocolNames = ["json", "messagepack"];

    /// <param name="format">For which kind of client.</param>
    /// <param name="parts">The messages, in order.</param>
    /// <param name="epoch">Of the version they lead to.</param>
    /// <param name="sequence">Of the version they lead to.</param>
    public static PushMessage Of(WireFormat format, ReadOnlySpan<FramePart> parts, long epoch = 0, long sequence = 0)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        foreach (FramePart part in parts)
        {
            if (format == WireFormat.Json)
            {
                WriteJson(bytes, part);
            }
            else if (format == WireFormat.MessagePack)
            {
                HubMessagePack.WriteInvocation(bytes, part);
            }
            else
            {
                WriteEvent(bytes, part, epoch, sequence);
            }
        }

        return new PushMessage(
            bytes.WrittenMemory,
            new SerializedHubMessage(format == WireFormat.EventStream ? [] : [new SerializedMessage(ProtocolNames[(int)format], bytes.WrittenMemory)]));
    }

    private static void WriteJson(ArrayBufferWriter<byte> bytes, FramePart part)
    {
        bytes.Write("{\"type\":1,\"target\":\""u8);
        bytes.Write(Encoding.ASCII.GetBytes(part.Method));
        bytes.Write("\",\"arguments\":["u8);
        bytes.Write(part.Json.Span);
        bytes.Write("]}"u8);
        bytes.Write([RecordSeparator]);
    }

    /// <summary>The event's id is the version it leads to; only tables have one, so that a browser that reconnects names the version it holds.</summary>
    private static void WriteEvent(ArrayBufferWriter<byte> bytes, FramePart part, long epoch, long sequence)
    {
        string id = part.Method is FramePart.Snapshot or FramePart.Delta ? string.Create(CultureInfo.InvariantCulture, $"id: {epoch}-{sequence}\n") : "";
        bytes.Write(Encoding.ASCII.GetBytes($"event: {part.Method}\n{id}data: "));
        bytes.Write(part.Json.Span);
        bytes.Write("\n\n"u8);
    }
}
