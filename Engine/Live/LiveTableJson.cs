using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TradingAnalytics.Analytics;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// The JSON of live tables on the wire: a whole table (REST, SignalR <c>snapshot</c>) and a delta (SignalR <c>delta</c>). Numbers are written shortest round-trip, "none" as <c>null</c>,
/// names as text, instants as ISO 8601 UTC with microseconds where there are any.
/// </summary>
public static class LiveTableJson
{
    /// <summary>Writes a snapshot as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="schema">The table's shape.</param>
    /// <param name="id">Which table: gives room, product and expiry.</param>
    /// <param name="snapshot">Every cell.</param>
    /// <param name="wanted">Which rows to write; all without it.</param>
    /// <param name="extra">Writes further properties after the table's own.</param>
    public static void WriteTable(
        Utf8JsonWriter writer, LiveSchema schema, TableId id, LiveUpdate snapshot, Predicate<RowKey>? wanted = null, Action<Utf8JsonWriter>? extra = null)
    {
        writer.WriteStartObject();
        writer.WriteString("room", id.ToString());
        if (id.IsOfProduct)
        {
            writer.WriteString("product", id.Product.ToString());
        }

        if (id.Route.IsChain)
        {
            writer.WriteString("expiry", id.Route.Expiry.ToString());
        }

        writer.WriteNumber("epoch", snapshot.Epoch);
        writer.WriteNumber("sequence", snapshot.Sequence);
        WriteCells(writer, schema, snapshot, wanted);
        extra?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes a delta as one object: changed header cells at its top, changed rows with their changed cells below.</summary>
    public static void WriteDelta(Utf8JsonWriter writer, LiveSchema schema, TableId id, LiveUpdate delta)
    {
        writer.WriteStartObject();
        writer.WriteString("room", id.ToString());
        writer.WriteNumber("epoch", delta.Epoch);
        writer.WriteNumber("from", delta.From);
        writer.WriteNumber("sequence", delta.Sequence);
        WriteCells(writer, schema, delta, null);
        writer.WriteEndObject();
    }

    private static void WriteCells(Utf8JsonWriter writer, LiveSchema schema, LiveUpdate update, Predicate<RowKey>? wanted)
    {
        int row = 0;
        int cell = 0;
        if (update.Keys.Length > 0 && new RowKey(update.Keys[0]).IsHeader)
        {
            WriteRow(writer, schema.Header, update, row++, ref cell);
        }

        writer.WriteStartArray(schema.RowsName);
        for (; row < update.Keys.Length; row++)
        {
            var key = new RowKey(update.Keys[row]);
            if (wanted is not null && !wanted(key))
            {
                cell += BitOperations.PopCount(update.Masks[row]);
                continue;
            }

            writer.WriteStartObject();
            WriteKey(writer, schema.RowKind, key);
            WriteRow(writer, schema.Rows, update, row, ref cell);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what a row is of.</summary>
    public static void WriteKey(Utf8JsonWriter writer, RowKind kind, RowKey key)
    {
        if (kind == RowKind.Expiry)
        {
            writer.WriteString("expiry", key.Expiry.ToString());
            return;
        }

        if (kind == RowKind.Number)
        {
            writer.WriteNumber("id", key.Value);
            return;
        }

        writer.WriteNumber("strike", key.Strike);
        if (kind == RowKind.Strike)
        {
            return;
        }

        writer.WriteString("right", key.Right == OptionRight.Call ? "call" : "put");
    }

    private static void WriteRow(Utf8JsonWriter writer, IReadOnlyList<LiveColumn> columns, LiveUpdate update, int row, ref int cell)
    {
        for (ulong left = update.Masks[row]; left != 0; left &= left - 1)
        {
            WriteCell(writer, columns[BitOperations.TrailingZeroCount(left)], update.Values[cell++]);
        }
    }

    /// <summary>Writes a cell under its column's name.</summary>
    public static void WriteCell(Utf8JsonWriter writer, LiveColumn column, double value)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteNull(column.Name);
        }
        else if (column.Kind == CellKind.Instant)
        {
            writer.WriteString(column.Name, TextOf(value));
        }
        else if (column.Kind == CellKind.Name)
        {
            writer.WriteString(column.Name, column.Names![(int)value]);
        }
        else if (column.Kind == CellKind.Flag)
        {
            writer.WriteBoolean(column.Name, value != 0);
        }
        else if (column.Kind == CellKind.Text)
        {
            writer.WriteString(column.Name, TextCells.Of(value));
        }
        else
        {
            writer.WriteNumber(column.Name, value);
        }
    }

    private static string TextOf(double unixMicroseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)unixMicroseconds * TimeSpan.TicksPerMicrosecond)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
