using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// Makes the frames of a room and keeps those that lead to its present version, so that however many clients need the same, it is serialised once. Used by the room's loop only.
/// </summary>
internal sealed class FrameCache(TableId id, LiveSchema schema, RoomReplica replica)
{
    public const string SnapshotMethod = "snapshot";
    public const string DeltaMethod = "delta";

    /// <summary>SignalR's JSON protocol ends each message with it.</summary>
    private const byte RecordSeparator = 0x1e;

    private const string JsonProtocol = "json";

    private readonly Dictionary<long, Frame> _deltas = [];
    private (long Epoch, long Sequence) _kept;
    private Frame? _snapshot;
    private int _lastLength = 1024;

    /// <summary>The frame that leads a client from what it holds to the present; null when it is there. A snapshot where no delta can lead.</summary>
    public Frame? For(Subscription subscription)
    {
        (long epoch, long sequence) = replica.Version;
        Keep(epoch, sequence);
        if (subscription.SnapshotWanted || subscription.Epoch != epoch || subscription.Sequence > sequence)
        {
            return Snapshot();
        }

        if (subscription.Sequence == sequence)
        {
            return null;
        }

        if (_deltas.TryGetValue(subscription.Sequence, out Frame? frame))
        {
            return frame;
        }

        LiveUpdate? delta = replica.Read(static (table, from) => table.DeltaSince(from.Epoch, from.Sequence), (subscription.Epoch, subscription.Sequence));
        if (delta is null)
        {
            return Snapshot();
        }

        // The table may have moved on since the version was read.
        Keep(delta.Epoch, delta.Sequence);
        return _deltas[subscription.Sequence] = Serialise(delta, snapshot: false);
    }

    private Frame Snapshot()
    {
        if (_snapshot is null)
        {
            LiveUpdate table = replica.Read(static (table, _) => table.Snapshot(), 0);
            Keep(table.Epoch, table.Sequence);
            _snapshot = Serialise(table, snapshot: true);
        }

        return _snapshot;
    }

    private void Keep(long epoch, long sequence)
    {
        if (_kept != (epoch, sequence))
        {
            _kept = (epoch, sequence);
            _deltas.Clear();
            _snapshot = null;
        }
    }

    private Frame Serialise(LiveUpdate update, bool snapshot)
    {
        var bytes = new ArrayBufferWriter<byte>(_lastLength);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("type"u8, 1);
            writer.WriteString("target"u8, snapshot ? SnapshotMethod : DeltaMethod);
            writer.WriteStartArray("arguments"u8);
            if (snapshot)
            {
                LiveTableJson.WriteTable(writer, schema, id, LiveTables.OrBlank(update, schema));
            }
            else
            {
                LiveTableJson.WriteDelta(writer, schema, id, update);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        bytes.Write([RecordSeparator]);
        _lastLength = bytes.WrittenCount;
        var message = new SerializedHubMessage([new SerializedMessage(JsonProtocol, bytes.WrittenMemory)]);
        return new Frame(message, snapshot, update.Epoch, update.From, update.Sequence, bytes.WrittenCount);
    }
}
