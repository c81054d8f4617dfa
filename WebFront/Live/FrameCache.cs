using System.Buffers;
using System.Text.Json;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// Makes the frames of a room and keeps those that lead to its present version, so that however many clients need the same, it is serialised once. Used by the room's loop only.
/// </summary>
internal sealed class FrameCache(TableId id, RoomReplica replica)
{
    private readonly Dictionary<FrameKey, Frame?> _frames = [];
    private readonly Dictionary<int, (StrikeRange Range, long Epoch, long Sequence)> _ranges = [];
    private GreeksReplica? _greeks;
    private LiveUpdate? _whole;
    private (long Epoch, long Sequence) _kept;
    private int _lastLength = 1024;

    /// <summary>The frame that leads a client from what it holds to the present; null when nothing it sees has changed. A snapshot where no delta can lead.</summary>
    public Frame? For(Subscription subscription)
    {
        if (replica.Read((table, wanted) => Find(table, wanted), subscription) is not { } found)
        {
            return null;
        }

        // Serialised outside the table's lock; only this loop moves what is kept.
        return found.Frame ?? (found.Part is null ? null : _frames[found.Key] = Serialise(found.Key, found.Part));
    }

    /// <summary>Under the table's lock: the version cannot move.</summary>
    private Found? Find(TableReplica table, Subscription subscription)
    {
        Keep(table.Epoch, table.Sequence);
        bool sameEpoch = subscription.Epoch == table.Epoch;
        if (sameEpoch && subscription.Sequence == table.Sequence && !subscription.SnapshotWanted && !subscription.Resuming)
        {
            return null;
        }

        StrikeRange range = RangeOf(table, subscription.View);
        (bool whole, ResyncReason reason) = Judge(table, subscription, range);
        var key = new FrameKey(subscription.View, range, whole ? FrameKey.Whole : subscription.Sequence, reason, subscription.Resuming);
        if (_frames.TryGetValue(key, out Frame? frame))
        {
            return frame is null ? null : new Found(key, frame, null);
        }

        TableReplica source = subscription.View.Greeks == GreeksSet.Full ? (_greeks ??= new GreeksReplica()).At(Whole(table)) : table;
        LiveUpdate update = whole ? LiveTables.OrBlank(source == table ? Whole(table) : source.Snapshot(), source.Schema) : source.DeltaSince(subscription.Epoch, subscription.Sequence)!;
        update = subscription.View.Cut(update, range);
        if (!whole && update.Keys.Length == 0 && !subscription.Resuming)
        {
            _frames[key] = null;
            return null;
        }

        return new Found(key, null, update);
    }

    private static (bool Whole, ResyncReason Reason) Judge(TableReplica table, Subscription subscription, StrikeRange range)
    {
        if (subscription.SnapshotWanted)
        {
            return (true, subscription.OptionsTaken ? ResyncReason.Options : ResyncReason.None);
        }

        bool here = subscription.Epoch == table.Epoch && subscription.Sequence <= table.Sequence;
        if (subscription.Resuming)
        {
            TableView view = subscription.View;
            bool leads = here && subscription.Sequence > 0 && view.Greeks != GreeksSet.Full && (view.Strikes is null || StrikeWindow.IsSameSince(table, subscription.Sequence));
            return (!leads, leads ? ResyncReason.None : ResyncReason.Resume);
        }

        if (!here)
        {
            // What was sent before the first publication says nothing: there is nothing to explain.
            ResyncReason moved = subscription.Epoch == table.Epoch ? ResyncReason.Ahead : ResyncReason.Epoch;
            return (true, subscription.Sequence == 0 ? ResyncReason.None : moved);
        }

        return range == subscription.Range ? (false, ResyncReason.None) : (true, ResyncReason.Strikes);
    }

    private StrikeRange RangeOf(TableReplica table, TableView view)
    {
        if (view.Strikes is not { } each)
        {
            return StrikeRange.All;
        }

        // Looked for again only when what it depends on was given: not once a publication.
        if (!_ranges.TryGetValue(each, out (StrikeRange Range, long Epoch, long Sequence) found) || found.Epoch != table.Epoch || !StrikeWindow.IsSameSince(table, found.Sequence))
        {
            found = _ranges[each] = (StrikeWindow.Of(Whole(table), each), table.Epoch, table.Sequence);
        }

        return found.Range;
    }

    private LiveUpdate Whole(TableReplica table) => _whole ??= table.Snapshot();

    private void Keep(long epoch, long sequence)
    {
        if (_kept != (epoch, sequence))
        {
            _kept = (epoch, sequence);
            _frames.Clear();
            _whole = null;
        }
    }

    private Frame Serialise(FrameKey key, LiveUpdate update)
    {
        bool whole = key.From == FrameKey.Whole;
        var bytes = new ArrayBufferWriter<byte>(_lastLength);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            if (whole)
            {
                LiveTableJson.WriteTable(writer, key.View.SchemaOf(id), id, update);
            }
            else
            {
                LiveTableJson.WriteDelta(writer, key.View.SchemaOf(id), id, update);
            }
        }

        _lastLength = Math.Max(256, bytes.WrittenCount);
        var table = new FramePart(whole ? FramePart.Snapshot : FramePart.Delta, bytes.WrittenMemory);
        FramePart[] parts = key.Reason == ResyncReason.None ? [table] : [Notes.Resync(id, key.Reason, snapshot: true), table];
        return new Frame(whole, update.Epoch, update.From, update.Sequence, key.Range, parts)
        {
            ReceivedUnixMicroseconds = whole ? 0 : LiveTables.ReceivedIn(key.View.SchemaOf(id), update),
        };
    }

    /// <summary>What a frame depends on, beside the version it leads to.</summary>
    private readonly record struct FrameKey(TableView View, StrikeRange Range, long From, ResyncReason Reason, bool Answer)
    {
        public const long Whole = -1;
    }

    /// <summary>A frame, or what to make it of.</summary>
    private sealed record Found(FrameKey Key, Frame? Frame, LiveUpdate? Part);
}
