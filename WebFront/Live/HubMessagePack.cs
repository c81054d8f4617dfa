using System.Buffers;
using System.Text.Json;
using MessagePack;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// SignalR's MessagePack protocol for messages whose argument is known as JSON: maps for objects, arrays for arrays, the same names and values, whole numbers as integers and others as 64-bit floats.
/// </summary>
internal static class HubMessagePack
{
    private const int Invocation = 1;

    public static void WriteInvocation(IBufferWriter<byte> output, FramePart part)
    {
        var body = new ArrayBufferWriter<byte>(part.Json.Length);
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write(Invocation);
        writer.WriteMapHeader(0);
        writer.WriteNil();
        writer.Write(part.Method);
        writer.WriteArrayHeader(1);
        using (JsonDocument json = JsonDocument.Parse(part.Json))
        {
            Write(ref writer, json.RootElement);
        }

        writer.WriteArrayHeader(0);
        writer.Flush();
        WriteLength(output, body.WrittenCount);
        output.Write(body.WrittenSpan);
    }

    /// <summary>The length that precedes each message: seven bits a byte, lowest first.</summary>
    private static void WriteLength(IBufferWriter<byte> output, int length)
    {
        Span<byte> bytes = stackalloc byte[5];
        int count = 0;
        uint left = (uint)length;
        do
        {
            bytes[count++] = (byte)((left & 0x7f) | (left > 0x7f ? 0x80u : 0));
            left >>= 7;
        }
        while (left > 0);
        output.Write(bytes[..count]);
    }

    private static void Write(ref MessagePackWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(json.GetPropertyCount());
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    writer.Write(property.Name);
                    Write(ref writer, property.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(json.GetArrayLength());
                foreach (JsonElement item in json.EnumerateArray())
                {
                    Write(ref writer, item);
                }

                break;
            case JsonValueKind.Number when json.TryGetInt64(out long whole):
                writer.Write(whole);
                break;
            case JsonValueKind.Number:
                writer.Write(json.GetDouble());
                break;
            case JsonValueKind.String:
                writer.Write(json.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(json.GetBoolean());
                break;
            default:
                writer.WriteNil();
                break;
        }
    }
}
