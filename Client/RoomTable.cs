using System.Text.Json;

namespace TradingAnalytics.Client;

/// <summary>
/// A copy of one live table: header columns and keyed rows of cells, each a double, a text, a bool, or null for "none". A row's key is <c>24200:call</c> in a chain, <c>24200</c> where rows are strikes,
/// <c>2026-08-25</c> where they are expiries.
/// </summary>
public sealed class RoomTable
{
    private static readonly string[] Envelope = ["room", "epoch", "from", "sequence"];

    private readonly Dictionary<string, object?> _header = [];
    private readonly Dictionary<string, Dictionary<string, object?>> _rows = [];

    /// <summary>One life of the table's writer; sequences compare within it only.</summary>
    public long Epoch { get; private set; }

    public long Sequence { get; private set; }

    /// <summary>Whether a snapshot has come.</summary>
    public bool IsLoaded { get; private set; }

    public IReadOnlyDictionary<string, object?> Header => _header;

    /// <summary>Keys of all rows, in no order.</summary>
    public IReadOnlyCollection<string> Rows => _rows.Keys;

    /// <summary>A row's cells by column, its key's parts among them; null when there is no such row.</summary>
    public IReadOnlyDictionary<string, object?>? Row(string key) => _rows.GetValueOrDefault(key);

    /// <summary>A number of the header; NaN when it is none.</summary>
    public double Number(string column) => _header.GetValueOrDefault(column) as double? ?? double.NaN;

    /// <summary>A number of a row; NaN when it is none, or there is no such row.</summary>
    public double Number(string key, string column) => Row(key)?.GetValueOrDefault(column) as double? ?? double.NaN;

    internal void ApplySnapshot(JsonElement table)
    {
        _header.Clear();
        _rows.Clear();
        Epoch = table.GetProperty("epoch").GetInt64();
        Sequence = table.GetProperty("sequence").GetInt64();
        IsLoaded = true;
        Merge(table);
    }

    internal DeltaOutcome ApplyDelta(JsonElement delta)
    {
        long sequence = delta.GetProperty("sequence").GetInt64();
        if (!IsLoaded || delta.GetProperty("epoch").GetInt64() != Epoch)
        {
            return DeltaOutcome.Gap;
        }

        long from = delta.GetProperty("from").GetInt64();
        if (from != Sequence)
        {
            return sequence <= Sequence ? DeltaOutcome.Old : DeltaOutcome.Gap;
        }

        Sequence = sequence;
        Merge(delta);
        return DeltaOutcome.Applied;
    }

    private static string KeyOf(JsonElement row)
    {
        if (!row.TryGetProperty("strike", out JsonElement strike))
        {
            return row.TryGetProperty("id", out JsonElement id) ? id.GetRawText() : row.GetProperty("expiry").GetString()!;
        }

        return row.TryGetProperty("right", out JsonElement right) ? $"{strike.GetRawText()}:{right.GetString()}" : strike.GetRawText();
    }

    private static object? CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private void Merge(JsonElement part)
    {
        foreach (JsonProperty property in part.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement row in property.Value.EnumerateArray())
                {
                    MergeRow(row);
                }
            }
            else if (!Envelope.Contains(property.Name))
            {
                _header[property.Name] = CellOf(property.Value);
            }
        }
    }

    private void MergeRow(JsonElement source)
    {
        string key = KeyOf(source);
        if (!_rows.TryGetValue(key, out Dictionary<string, object?>? row))
        {
            _rows[key] = row = [];
        }

        foreach (JsonProperty cell in source.EnumerateObject())
        {
            row[cell.Name] = CellOf(cell.Value);
        }
    }
}
