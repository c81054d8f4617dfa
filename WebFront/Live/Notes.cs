using System.Buffers;
using System.Text.Json;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The small messages beside tables: what a client is told about its copy and its pace.</summary>
internal static class Notes
{
    private static readonly string[] Details =
    [
        "",
        "The table's writer began anew: the snapshot that follows replaces the copy.",
        "The copy was ahead of this server, which another version reached first: the snapshot that follows replaces it.",
        "The server cannot lead on from that version: the snapshot that follows replaces the copy.",
        "The strikes around the money are others: the snapshot that follows replaces the copy.",
        "The server follows its source again: the copy goes on from what it holds.",
        "The options asked for hold from here on.",
    ];

    public static FramePart Resync(TableId id, ResyncReason reason, bool snapshot) => Of(FramePart.Resync, writer =>
    {
        writer.WriteString("room", id.ToString());
        writer.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));
        writer.WriteBoolean("snapshot", snapshot);
        writer.WriteString("detail", Details[(int)reason]);
    });

    public static FramePart Gap(TableId id) => Of(FramePart.Gap, writer =>
    {
        writer.WriteString("room", id.ToString());
        writer.WriteString("detail", "The server has lost touch with the room's source: the copy is right for its version and may be out of date, until resync says that it goes on.");
    });

    public static FramePart Status(TableId id, TimeSpan interval, PaceReason reason, long merged) => Of(FramePart.Status, writer =>
    {
        writer.WriteString("room", id.ToString());
        writer.WriteNumber("interval", interval.TotalMilliseconds);
        writer.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));
        writer.WriteNumber("merged", merged);
    });

    private static FramePart Of(string method, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new FramePart(method, bytes.WrittenMemory);
    }
}
